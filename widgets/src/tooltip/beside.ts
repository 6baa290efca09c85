/** Where the button of a tooltip stands: at a side of the target where it lies over nothing that can be pressed. */
import type { Box } from "../step/place.ts";

/** In the order in which they are tried; the last one, over the target's corner, always is. */
export const SIDES = ["end", "start", "above", "below", "corner"] as const;
export type Side = (typeof SIDES)[number];

const AIR = 4;
export const PRESSABLE =
  "a,button,input,select,textarea,summary,label,[role=button],[role=link],[role=tab],[role=menuitem]";

export function placeBeside(target: Box, size: number, side: Side, rtl: boolean): Box {
  const right = target.x + target.width + AIR;
  const left = target.x - AIR - size;
  const middle = { x: target.x + (target.width - size) / 2, y: target.y + (target.height - size) / 2 };
  const spot = {
    end: { x: rtl ? left : right, y: middle.y },
    start: { x: rtl ? right : left, y: middle.y },
    above: { x: middle.x, y: target.y - AIR - size },
    below: { x: middle.x, y: target.y + target.height + AIR },
    corner: { x: rtl ? target.x : target.x + target.width - size, y: target.y },
  }[side];
  return { ...spot, width: size, height: size };
}

/** `last` is kept as long as the window has room for it, so that the button does not jump. */
export function chooseSide(target: Box, size: number, last: Side | null, rtl: boolean, ours: Element): Side {
  const fits = (side: Side) => {
    const { x, y } = placeBeside(target, size, side, rtl);
    return x >= 0 && y >= 0 && x + size <= innerWidth && y + size <= innerHeight;
  };
  const isFree = (side: Side) => {
    const { x, y } = placeBeside(target, size, side, rtl);
    const below = document.elementsFromPoint(x + size / 2, y + size / 2).find((element) => element !== ours);
    return !below?.closest(PRESSABLE);
  };
  if (last && fits(last)) return last;
  return SIDES.find((side) => fits(side) && isFree(side)) ?? "corner";
}
