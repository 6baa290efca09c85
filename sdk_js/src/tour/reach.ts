/** What the host's modals, and what fills its screen, keep from the person: a card about that would be of no use to anybody. */
import type { CompiledStep } from "../wire.gen.ts";
import type { TourEnv } from "./env.ts";
import type { Sight } from "./machine.ts";
import { findTopmost } from "./topmost.ts";

/** Whether it is in such a one: through shadow roots and frames. */
function isIn(element: Element, is: (around: Element) => boolean): boolean {
  for (let at: Element | null | undefined = element; at; ) {
    if (is(at)) return true;
    const root: Node = at.getRootNode();
    at = at.parentElement ?? (root as ShadowRoot).host ?? (root as Document).defaultView?.frameElement;
  }
  return false;
}

/** In doubt it is within reach: some modals are closed and don't say so. */
function isOutOfReach(target: Element): boolean {
  const { activeElement: focus, fullscreenElement: full } = document;
  // Nothing can be put into a frame, and all beside the one that fills the screen is inert.
  if (full?.matches("iframe")) return true;
  const isWithin = (selector: string): boolean => isIn(target, (one) => one.matches(selector));
  const isHidden = isWithin("[inert],[aria-hidden=true]");
  // To look for the topmost takes time on a large page, and this is asked at each change of it.
  const isAlone =
    !(full || isHidden || (focus?.shadowRoot && !focus.matches("[data-handrail]"))) &&
    ![...document.getElementsByTagName("dialog")].some((one) => one.matches(":modal"));
  const top = isAlone ? null : (findTopmost() ?? full);
  if (!top || isIn(target, (one) => one === top)) return false;
  if (top.matches("dialog:modal")) return top.matches(":focus-within") || !isWithin("dialog:modal");
  return top.matches(":fullscreen") ? !isWithin(":modal,:popover-open") : isHidden;
}

/** What this adds to the sight of a step. Behind a modal that hides all else from assistive technology nothing is found by its role. */
export function noteReach(
  found: Element | null,
  { target }: CompiledStep,
  { find }: TourEnv,
): Pick<Sight, "held"> | false {
  const named = target.filter(({ role }) => role);
  const element = found ?? (named.length && findTopmost() ? find(named, true).element : null);
  return !!element && isOutOfReach(element) && { held: "out_of_reach" };
}
