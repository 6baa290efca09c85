/** Brings a target into sight in all its scrollers, by the least movement, and says when it has come to rest. */
import { holds } from "../kit/focus.ts";
import { isReduced } from "../kit/motion.ts";
import type { Scope } from "../kit/scope.ts";
import { findVisibleBox } from "./sight.ts";

/** Frames without movement that count as rest, and the most we wait for them. */
const STILL = 3;
const PATIENCE = 60;

export function isInSight(target: Element): boolean {
  const seen = findVisibleBox(target);
  const { width, height } = target.getBoundingClientRect();
  return !!seen && seen.width >= Math.min(width, innerWidth) - 1 && seen.height >= Math.min(height, innerHeight) - 1;
}

export function scrollTo(target: Element, block: ScrollLogicalPosition, scope: Scope, atRest: () => void): void {
  const smooth = !isReduced();
  const inline = block === "center" ? block : "nearest";
  target.scrollIntoView({ block, inline, behavior: smooth ? "smooth" : "instant" });
  if (!smooth) {
    atRest();
    return;
  }
  let frame = 0;
  let still = 0;
  let before = "";
  let left = PATIENCE;
  const watch = scope.guard(() => {
    const { x, y } = target.getBoundingClientRect();
    still = `${x} ${y}` === before ? still + 1 : 0;
    before = `${x} ${y}`;
    if (still >= STILL || --left <= 0) atRest();
    else frame = requestAnimationFrame(watch);
  });
  frame = requestAnimationFrame(watch);
  scope.atEnd(() => cancelAnimationFrame(frame));
}

/** Whether something of the host's, a sticky header say, lies over the middle of the target. */
export function isCovered(target: Element, ours: Element): boolean {
  const { x, y, width, height } = target.getBoundingClientRect();
  const root = target.getRootNode() as Document | ShadowRoot;
  const top = root.elementFromPoint?.(x + width / 2, y + height / 2) ?? null;
  return !!top && !holds(target, top) && !holds(top, target) && !holds(ours, top);
}
