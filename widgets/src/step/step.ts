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
/** Each gives its views by the names of their kinds. */
const LATER: Partial<Record<Kind | "media", () => Promise<object>>> = {
  notice: () => import("../notice/notice.ts"),
  tooltip: () => import("../tooltip/tooltip.ts"),
  "slide-out": () => import("../aside/aside.ts"),
  banner: () => import("../aside/aside.ts"),
  media: () => import("../media/media.ts"),
};
const made: Partial<Record<Kind, MakeView>> = {};

export const prepare: StepChunk["prepare"] = async (parts) => {
  await Promise.all(parts.map(async (part) => Object.assign(made, await LATER[part]?.())));
};

export const mount: MountStep = ({ root, onError }, props) => {
  let scope: Scope | undefined;
  let stage: Scope | undefined;
  let view: View | undefined;
  let make: MakeView | undefined;
  let last: StepProps | undefined;
  let hadFocus = false;

  function end() {
    last = view = undefined;
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
      const by = kind in LATER ? made[kind] : showCard;
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
