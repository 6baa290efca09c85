/**
 * The launcher, and the panel behind it: when they come, where they stand, and when they go. What the panel shows and does is a chunk that
 * is fetched when somebody is about to open it.
 */
import { findFocus, holds } from "../../../widgets/src/kit/focus.ts";
import { openScope } from "../../../widgets/src/kit/scope.ts";
import { type Launcher, type LauncherProps, mountLauncher } from "../../../widgets/src/launcher/launcher.ts";
import type { MountedPanel } from "../../../widgets/src/panel/contract.ts";
import { makeHolder } from "../tour/holder.ts";
import { findTopmost } from "../tour/topmost.ts";
import type { HelpChunk } from "./env.ts";
import { isOnElement } from "./offer.ts";
import type { Served } from "./serve.ts";
import type { RunningSnippets } from "./snippets.ts";
import { findSide, listCards, watchSurroundings } from "./surroundings.ts";

export * from "../../../widgets/src/launcher/shared.ts";
export { LAYER, makeHolder } from "../tour/holder.ts";

/** It stands on every page of a site with help: not worth a request of its own. */
const LABELS: Readonly<Record<string, string>> = { en: "Help", nb: "Hjelp", de: "Hilfe", ar: "مساعدة", ja: "ヘルプ" };

export const makeHelp: HelpChunk["makeHelp"] = (env) => {
  const { config, store, fail } = env;
  const holder = makeHolder();
  const host = { root: holder.root, onError: fail };
  const { guard } = openScope(fail);
  // Of a page in Norwegian, or in Nynorsk, the nearest is Bokmål.
  const given = config.locale
    .toLowerCase()
    .replace(/-.*/, "")
    .replace(/^n[no]$/, "nb");
  const locale = Object.keys(LABELS).includes(given) ? given : "en";
  let launcher: Launcher | undefined;
  let panel: MountedPanel | undefined;
  let unwatch: (() => void) | undefined;
  let served: Served | undefined;
  let returnTo: Element | null = null;
  let snippets: Promise<RunningSnippets> | undefined;
  /** Calls of `open`, and the one whose place is shown or was left: what comes after it of an earlier one is late. */
  let calls = 0;
  let shown = 0;

  /** Where it can be reached: in the modal that the host has open, else under the body. */
  function place(): void {
    if (!(launcher || panel) || !holder.place(findTopmost())) return;
    launcher?.raise();
    panel?.raise();
  }

  const look = guard(() => {
    place();
    const { help } = store.read();
    launcher?.stand(findSide(help?.launcher === "bottom-start"), listCards(holder.root));
    served?.refresh();
  });

  const fetchPanel = () => import("./serve.ts").then(({ loadPanel }) => loadPanel(env, locale));

  function describe(): LauncherProps {
    const { themes } = store.read();
    return {
      label: LABELS[locale] as string,
      locale,
      direction: locale === "ar" ? "rtl" : "ltr",
      open: !!panel,
      theme: themes?.default ?? null,
      onPress: () => (panel ? close() : void open("", launcher?.button).catch(fail)),
      onNear: () => void fetchPanel().catch(() => {}), // Whoever opens it hears of it.
    };
  }

  function answered(): void {
    const { help } = store.read();
    if (!help || help.launcher === "none") {
      launcher?.destroy();
      launcher = undefined;
    } else if (launcher) launcher.update(describe());
    else {
      holder.place(findTopmost());
      launcher = mountLauncher(host, describe());
    }
    if (launcher || panel) unwatch ??= watchSurroundings(look);
    else {
      unwatch = unwatch?.() as undefined;
      holder.remove();
    }
    look();
    if (snippets || store.read().items.some(isOnElement)) {
      snippets ??= import("./snippets.ts").then(({ runSnippets }) => runSnippets({ ...env, locale, open }));
      snippets.then((running) => running.answered()).catch(fail);
    }
  }

  function close(): void {
    shown = calls;
    const focus = findFocus();
    const wasInside = !focus || holds(holder.root.host, focus);
    panel?.destroy();
    panel = undefined;
    answered();
    const back = returnTo?.isConnected ? returnTo : launcher?.button;
    if (wasInside) (back as HTMLElement | undefined)?.focus({ preventScroll: true });
  }

  async function open(path = "", from: Element | null = findFocus()): Promise<boolean> {
    calls++;
    const call = calls;
    const wait = (busy: boolean): void => launcher?.button.setAttribute("aria-busy", `${busy}`);
    wait(true);
    try {
      served = await fetchPanel();
      if (!(await served.has(path))) return false;
    } finally {
      wait(false);
    }
    // Who asked again since, or closed it, wants that.
    if (call <= shown) return true;
    shown = call;
    if (panel) panel.open(path);
    else {
      returnTo = from;
      holder.place(findTopmost());
      panel = served.show(host, path, close);
      answered();
    }
    return true;
  }

  return { answered, open: (path) => open(path) };
};
