/**
 * What happens in our elements is no business of the host's: its shortcuts, its "click outside" and its focus traps, which listen
 * on the document, hear nothing of it.
 */
import type { Scope } from "./scope.ts";

const KINDS = [
  "pointerdown",
  "pointerup",
  "mousedown",
  "mouseup",
  "touchstart",
  "touchend",
  "click",
  "keydown",
  "keyup",
  "focusin",
  "focusout",
] as const;

export function keepInside(scope: Scope, element: Element): void {
  for (const kind of KINDS) scope.listen(element, kind, (event) => event.stopPropagation());
}
