/** What a card without a target has to be in to be of use: the host's topmost modal, or what fills its screen. */
import { findLayer, LAYER } from "./holder.ts";

const hasBox = (element: Element): boolean => element.getClientRects().length > 0;

/** Whether all beside it is out of reach. Some frameworks don't say so, but hide what stands around. */
function isModal(layer: Element): boolean {
  if (layer.matches("dialog:modal,[aria-modal=true]")) return true;
  if (!layer.matches("[role$=dialog]")) return false;
  for (let up: Element = layer; up.parentElement; up = up.parentElement) {
    const others = [...up.parentElement.children].filter((other) => other !== up && other.localName !== "svg");
    if (others.some((other) => other.matches("[aria-hidden=true],[inert]") && hasBox(other))) return true;
  }
  return false;
}

/** The one that has the focus, else the last: through shadow roots, where the focus alone tells of it. */
export function findTopmost(): Element | null {
  let focus = document.activeElement;
  // Not into our own: a card can't stand in itself.
  while (focus?.shadowRoot?.activeElement && !focus.matches("[data-handrail]")) focus = focus.shadowRoot.activeElement;
  const around = focus && findLayer(focus);
  if (around && isModal(around)) return around;
  const open = [...document.querySelectorAll(LAYER)].filter((layer) => isModal(layer) && hasBox(layer));
  const full = document.fullscreenElement;
  return open.pop() ?? (full?.matches("video,iframe,img") ? null : full);
}
