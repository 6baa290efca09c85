/** The card put where place.ts says: what it needs to know is read first, and then written. */
import type { Placement } from "../contract.ts";
import type { Card } from "./card.ts";
import { type Box, placeCard, type Seat } from "./place.ts";

/** Without a target; `height` is what there is, in px. */
type Edge = { readonly at: "middle" | "corner" | "top" | "bottom"; readonly height?: number };

/** ms */
const PAINTED = 50;

/** The visual viewport knows of an on-screen keyboard; scaled back, because a pinch is no reason to shrink. */
function measureRoom() {
  const { width, height, scale } = visualViewport as VisualViewport; // Whatever knows `translate` has one.
  return { width: width * scale, height: height * scale };
}

export function findSeat({ element, body }: Card<"dialog" | "section">, around: Box, placement: Placement): Seat {
  const hidden = body.scrollHeight - body.clientHeight;
  const size = { width: element.offsetWidth, height: element.offsetHeight + hidden };
  return placeCard(around, size, measureRoom(), placement, element.dir === "rtl");
}

export function sit({ element, body }: Card<"dialog" | "section">, seat: Seat | Edge): void {
  const { style, dataset } = element;
  const lift = innerHeight - measureRoom().height;
  dataset.at = seat.at;
  style.translate = seat.at === "beside" ? `${Math.round(seat.x)}px ${Math.round(seat.y)}px` : "";
  style.setProperty("--hr-lift", lift > 0 ? `${lift}px` : "");
  style.setProperty("--hr-room", seat.height ? `${seat.height}px` : "");
  // What scrolls has to be in reach of the keyboard (WCAG 2.1.1). Read when it is painted, and the page laid out.
  setTimeout(() => {
    body.tabIndex = body.scrollHeight > body.clientHeight ? 0 : -1;
  }, PAINTED);
}
