/**
 * The launcher, and the panel behind it: when they come, where they stand, and when they go. What the panel shows and does is a chunk that
 * is fetched when somebody is about to open it.
 */

import { findFocus } from "../../../widgets/src/kit/focus.ts";
import { type Launcher, mountLauncher } from "../../../widgets/src/launcher/launcher.ts";
import type { MountedPanel } from "../../../widgets/src/panel/contract.ts";
import { makeHolder } from "../tour/holder.ts";
import { findTopmost } from "../tour/topmost.ts";
import type { HelpChunk } from "./env.ts";
import type { Served } from "./serve.ts";

export * from "../../../widgets/src/launcher/shared.ts";

/** It stands on every page of a site with help: not worth a request of its own. */
const LABELS: Readonly<Record<string, string>> = { en: "Help", nb: "Hjelp", de: "Hilfe", ar: "مساعدة", ja: "ヘルプ" };

export const makeHelp: HelpChunk["makeHelp"] = (env) => {
  const { config, store, knowledge, fail } = env;
  const holder = makeHolder();
  const host = { root: holder.root, onError: fail };
  const locale = Object.keys(LABELS).find((one) => `${config.locale}-`.toLowerCase().startsWith(`${one}-`)) ?? "en";
  let launcher: Launcher | undefined;
  let panel: MountedPanel | undefined;
  let unwatch: (() => void) | undefined;
  let served: Served | undefined;
  let returnTo: Element | null = null;

  /** Where it can be reached: in the modal that the host has open, else under the body. */
  function place(): void {
    if (!holder.place(findTopmost())) return;
    launcher?.raise();
    panel?.raise();
  }

  const look = (): void => {
    try {
      place();
      served?.refresh();
    } catch (error) {
      fail(error);
    }
  };

  const fetchPanel = () => import("./serve.ts").then(({ loadPanel }) => loadPanel(env, locale));

  function answered(): void {
    const { help, themes } = store.read();
    const side = help?.launcher === "bottom-start" ? "start" : "end";
    const isWanted = help && help.launcher !== "none";
    if (!isWanted) {
      launcher?.destroy();
      launcher = undefined;
    } else {
      place();
      const props = {
        label: LABELS[locale] as string,
        locale,
        direction: locale === "ar" ? ("rtl" as const) : ("ltr" as const),
        side: side as "start" | "end",
        open: !!panel,
        theme: themes?.default ?? null,
        onPress: () => (panel ? close() : void open("", launcher?.button).catch(fail)),
        onNear: () => void fetchPanel().catch(() => {}), // Whoever opens it hears of it.
      };
      if (launcher) launcher.update(props);
      else launcher = mountLauncher(host, props);
    }
    follow();
  }

  /** The host's dialogs come and go. */
  function follow(): void {
    if (!launcher && !panel) {
      unwatch?.();
      unwatch = undefined;
      holder.remove();
    } else if (!unwatch)
      knowledge
        .loadFind()
        .then(({ watch }) => {
          if (launcher || panel) unwatch ??= watch(look);
        })
        .catch(fail);
  }

  function close(): void {
    panel?.destroy();
    panel = undefined;
    answered();
    (returnTo as HTMLElement | null)?.focus({ preventScroll: true });
  }

  async function open(path = "", from: Element | null = findFocus()): Promise<boolean> {
    served = await fetchPanel();
    if (!(await served.has(path))) return false;
    if (panel) panel.open(path);
    else {
      returnTo = from;
      place();
      panel = served.show(host, path, close);
      answered();
    }
    return true;
  }

  return { answered, open: (path) => open(path) };
};
