/**
 * What happens in our elements is no business of the host's: its shortcuts, its "click outside" and its focus traps, which listen
 * on the document, hear nothing of it.
 */
import type { Scope } from "./scope.ts";

/** What traps, "click outside" and "Escape closes" catch on the way down: stopped before it reaches the document. */
const EARLY = ["pointerdown", "mousedown", "touchstart", "focusin", "keydown", "click"] as const;
/** What our own elements need first. */
const LATE = ["pointerup", "mouseup", "touchend", "keyup", "focusout"] as const;

export function keepInside(scope: Scope, ours: Element): void {
  const stop = (event: Event) => {
    const path = event.composedPath();
    // Not `includes`, which an old library may have made its own: it would stop what is the host's.
    if (path.indexOf(ours) < 0) return;
    const { type, key, shiftKey, detail } = event as KeyboardEvent;
    // A video's own controls hear what gets as far as to it.
    if ((path[0] as HTMLVideoElement).controls && !/Tab|Esc|focus/.test(key ?? type)) return;
    event.stopImmediatePropagation();
    if (type !== "keydown" && type !== "click") return;
    // Of these ours need keys and clicks: they get one that does not leave the shadow root (Firefox lets every KeyboardEvent leave
    // it), and that does nothing of itself: a link is followed once.
    const inner = Object.assign(new Event(type, { bubbles: true, cancelable: true }), { key, shiftKey, detail });
    if (!path[0]?.dispatchEvent(inner)) event.preventDefault();
  };
  for (const kind of EARLY) scope.listen(window, kind, stop, { capture: true });
  for (const kind of [...EARLY, ...LATE]) scope.listen(ours, kind, (event) => event.stopPropagation());
}
