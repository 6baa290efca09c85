/**
 * Where the card goes, pure. In: the target as seen, the card's natural size and the window, in CSS px; out: beside the target,
 * or at the edge that leaves it uncovered, with the height there is. The card covers its target only if there is no room at all.
 *
 * Not a positioning library's: those flip and shift, but none promises that the reference stays uncovered.
 */
import type { Placement } from "../contract.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}
export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}
export type Seat =
  | { readonly at: "beside"; readonly x: number; readonly y: number; readonly height?: never; readonly covers?: never }
  | { readonly at: "top" | "bottom"; readonly height: number; readonly covers: boolean };

/** Air around the target, the ring, and air again. */
export const GAP = 16;
export const MARGIN = 8;
/** As narrow as a phone, or a desktop at 400 % zoom: the card is a sheet. */
export const NARROW = 480;
/** Less height than this shows nothing worth reading. */
const LEAST = 120;

type Side = "top" | "right" | "bottom" | "left";
const ACROSS: Record<Side, Side> = { top: "bottom", bottom: "top", left: "right", right: "left" };

export function placeCard(target: Box, card: Size, room: Size, placement: Placement, rtl: boolean): Seat {
  if (room.width > NARROW) {
    const [side, align] = placement.split("-") as [Side, "start" | "end" | undefined];
    const others: Side[] = side === "top" || side === "bottom" ? ["right", "left"] : ["bottom", "top"];
    if (rtl) others.reverse();
    for (const tried of [side, ACROSS[side], ...others]) {
      const seat = trySide(tried, align, target, card, room, rtl);
      if (seat) return seat;
    }
  }
  return chooseEdge(target, card, room);
}

function trySide(
  side: Side,
  align: string | undefined,
  target: Box,
  card: Size,
  room: Size,
  rtl: boolean,
): Seat | null {
  const upright = side === "top" || side === "bottom";
  const [away, depth, along, length] = upright
    ? (["y", "height", "x", "width"] as const)
    : (["x", "width", "y", "height"] as const);
  const before = side === "top" || side === "left";
  const main = before ? target[away] - GAP - card[depth] : target[away] + target[depth] + GAP;
  const spare = target[length] - card[length];
  const share = !align ? 0.5 : align === (upright && rtl ? "end" : "start") ? 0 : 1;
  const most = room[length] - MARGIN - card[length];
  const cross = Math.max(MARGIN, Math.min(target[along] + spare * share, most));
  const fits = main >= MARGIN && main + card[depth] <= room[depth] - MARGIN && most >= MARGIN;
  if (!fits) return null;
  return upright ? { at: "beside", x: cross, y: main } : { at: "beside", x: main, y: cross };
}

function chooseEdge(target: Box, card: Size, room: Size): Seat {
  const above = target.y - GAP - MARGIN;
  const below = room.height - target.y - target.height - GAP - MARGIN;
  const upper = target.y + target.height / 2 <= room.height / 2;
  const wanted = upper ? below : above;
  const best = Math.max(above, below);
  if (wanted >= card.height) return { at: upper ? "bottom" : "top", height: wanted, covers: false };
  if (best >= LEAST) return { at: best === below ? "bottom" : "top", height: best, covers: false };
  return { at: "bottom", height: Math.max(LEAST, room.height / 2), covers: true };
}

/** What is left of `box` inside `frame`; null if that is nothing. */
export function cutBox(box: Box, frame: Box): Box | null {
  const x = Math.max(box.x, frame.x);
  const y = Math.max(box.y, frame.y);
  const width = Math.min(box.x + box.width, frame.x + frame.width) - x;
  const height = Math.min(box.y + box.height, frame.y + frame.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}
