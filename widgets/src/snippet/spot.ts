/** Where a mark stands: beside its element, where it covers nothing that can be pressed. Once found, it keeps to that side. */
import type { Box } from "../step/place.ts";
import { PRESSABLE, placeBeside, SIDES, type Side } from "../tooltip/beside.ts";

/**
 * `room`: what it may not stick out of sideways, or the page would scroll there. `isSeen`: the box is in the window, and so is its mark: at
 * the page's upper edge no scrolling would bring it back.
 */
export function chooseSpot(
  box: Box,
  size: number,
  rtl: boolean,
  room: number,
  ours: Element | undefined,
  isSeen: boolean,
  last?: Side,
): Side {
  const fits = (side: Side) => {
    const { x } = placeBeside(box, size, side, rtl);
    return x >= 0 && x + size <= room;
  };
  const isFree = (side: Side) => {
    const { x, y } = placeBeside(box, size, side, rtl);
    const below = document.elementFromPoint(x + size / 2, y + size / 2);
    return below ? below !== ours && !below.closest(PRESSABLE) : !isSeen;
  };
  if (last && fits(last)) return last;
  return SIDES.find((side) => fits(side) && isFree(side)) ?? "corner";
}
