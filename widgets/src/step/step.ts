/**
 * A step of a tour on the page. In: props, out: callbacks (see contract.ts); nothing thrown here reaches the host's page. What most
 * tours do without is fetched when it is first asked for.
 */
import type { MountStep, StepChunk, StepProps } from "../contract.ts";
import { findFocus, holds } from "../kit/focus.ts";
import { openScope, type Scope } from "../kit/scope.ts";
import { adoptSheets, makeSheet } from "../kit/sheet.ts";
import tokens from "../kit/tokens.css";
import { showCard } from "./show.ts";
import css from "./step.css";
import type { MakeView, View } from "./view.ts";

export * from "./shared.ts";

const styles = tokens + css;
try {
  makeSheet(styles);
} catch {
  // `mount` meets it again, and has somebody to tell.
}

type Kind = StepProps["kind"];
const LATER: Partial<Record<Kind, () => Promise<MakeView>>> = {
  notice: () => import("../notice/notice.ts").then(({ showNotice }) => showNotice),
  tooltip: () => import("../tooltip/tooltip.ts").then(({ showTooltip }) => showTooltip),
  "slide-out": () => import("../aside/aside.ts").then(({ showSlideOut }) => showSlideOut),
  banner: () => import("../aside/aside.ts").then(({ showBanner }) => showBanner),
};
const made = new Map<string, MakeView>();

export const prepare: StepChunk["prepare"] = async (parts) => {
  await Promise.all(
    parts.map(async (part) => {
      if (part === "media") await import("../media/media.ts");
      const make = await LATER[part as Kind]?.();
      if (make) made.set(part, make);
    }),
  );
};

export const mount: MountStep = ({ root, onError }, props) => {
  let scope: Scope | null = null;
  let stage: Scope | null = null;
  let view: View | null = null;
  let make: MakeView | undefined;
  let last: StepProps | null = null;
  let hadFocus = false;

  function end() {
    last = view = null;
    stage?.end();
    scope?.end();
  }
  function begin(by: MakeView) {
    hadFocus ||= holds(root.host, findFocus());
    end();
    make = by;
    scope = openScope(onError);
    view = by(root, scope);
  }
  function show(next: StepProps) {
    try {
      const { kind } = next;
      const by = kind in LATER ? made.get(kind) : showCard;
      if (!by) {
        // What its buttons did no longer holds.
        hadFocus = holds(root.host, findFocus());
        end();
        last = next;
        prepare([kind]).then(() => last === next && show(next), onError);
        return;
      }
      if (!view || make !== by) begin(by);
      last = next;
      stage?.end();
      stage = openScope(onError);
      view?.update(next, stage, hadFocus);
      hadFocus = false;
    } catch (error) {
      onError(error);
    }
  }

  try {
    adoptSheets(root, styles);
  } catch (error) {
    onError(error);
  }
  show(props);
  return { update: show, destroy: end };
};
