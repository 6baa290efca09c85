/**
 * What happens in our elements is no business of the host's: its shortcuts, its "click outside" and its focus traps, which listen
 * on the document, hear nothing of it.
 */
import type { Scope } from "./scope.ts";

/** What traps and "click outside" catch on the way down, and nothing of ours waits for: stopped before it reaches the document. */
const EARLY = ["pointerdown", "mousedown", "touchstart", "focusin"] as const;
/** What our own elements need first. */
const LATE = ["pointerup", "mouseup", "touchend", "click", "keydown", "keyup", "focusout"] as const;

export function keepInside(scope: Scope, element: Element, ours: Element): void {
  for (const kind of EARLY) {
    const stop = (event: Event) => void (event.composedPath().includes(ours) && event.stopImmediatePropagation());
    scope.listen(window, kind, stop, { capture: true });
  }
  for (const kind of LATE) scope.listen(element, kind, (event) => event.stopPropagation());
}
