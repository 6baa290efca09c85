import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Placement } from "../../../widgets/src/contract.ts";
import { type Box, cutBox, GAP, MARGIN, NARROW, placeCard, type Size } from "../../../widgets/src/step/place.ts";

const card: Size = { width: 344, height: 160 };
const wide: Size = { width: 1280, height: 800 };
const target: Box = { x: 500, y: 300, width: 120, height: 40 };

const placements = ["top", "right", "bottom", "left"].flatMap((side) =>
  ["", "-start", "-end"].map((align) => `${side}${align}` as Placement),
);

describe("placeCard", () => {
  it.each([
    ["bottom", { x: 388, y: 356 }],
    ["bottom-start", { x: 500, y: 356 }],
    ["bottom-end", { x: 276, y: 356 }],
    ["top-start", { x: 500, y: 124 }],
    ["right", { x: 636, y: 240 }],
    ["right-start", { x: 636, y: 300 }],
    ["left-end", { x: 140, y: 180 }],
  ] as const)("puts it at the %s", (placement, place) => {
    expect(placeCard(target, card, wide, placement, false)).toEqual({ at: "beside", ...place });
  });

  it("starts at the right where one reads from right to left, but not upright", () => {
    expect(placeCard(target, card, wide, "bottom-start", true)).toEqual({ at: "beside", x: 276, y: 356 });
    expect(placeCard(target, card, wide, "right-start", true)).toEqual({ at: "beside", x: 636, y: 300 });
  });

  it("takes the other side, then the ones across, where there is no room", () => {
    const low = { ...target, y: 700 };
    expect(placeCard(low, card, wide, "bottom", false)).toMatchObject({ y: 700 - GAP - card.height });
    const tall = { x: 500, y: 50, width: 120, height: 700 };
    expect(placeCard(tall, card, wide, "bottom", false)).toMatchObject({ x: 500 + 120 + GAP });
    expect(placeCard(tall, card, wide, "bottom", true)).toMatchObject({ x: 500 - GAP - card.width });
  });

  it("is a sheet on a phone, at the edge away from the target", () => {
    const phone = { width: 360, height: 740 };
    const sheet = { width: 344, height: 160 };
    expect(placeCard({ x: 20, y: 100, width: 100, height: 40 }, sheet, phone, "top", false).at).toBe("bottom");
    expect(placeCard({ x: 20, y: 600, width: 100, height: 40 }, sheet, phone, "top", false).at).toBe("top");
  });

  const size = fc.record({ width: fc.integer({ min: 320, max: 2000 }), height: fc.integer({ min: 256, max: 1400 }) });
  const cases = size.chain((room) =>
    fc.record({
      room: fc.constant(room),
      target: fc.record({
        x: fc.integer({ min: 0, max: room.width - 20 }),
        y: fc.integer({ min: 0, max: room.height - 20 }),
        width: fc.integer({ min: 1, max: 600 }),
        height: fc.integer({ min: 1, max: 600 }),
      }),
      card: fc.record({
        width: fc.constant(Math.min(344, room.width - 2 * MARGIN)),
        height: fc.integer({ min: 90, max: 700 }),
      }),
      placement: fc.constantFrom(...placements),
      rtl: fc.boolean(),
    }),
  );

  it("never covers the target, nor leaves the window, and says so where it can't help it", () => {
    fc.assert(
      fc.property(cases, ({ room, target, card, placement, rtl }) => {
        const seen = cutBox(target, { x: 0, y: 0, ...room }) as Box;
        const seat = placeCard(seen, card, room, placement, rtl);
        if (seat.at !== "beside" && seat.covers) {
          const [above, below] = [seen.y, room.height - seen.y - seen.height];
          return Math.max(above, below) < 120 + GAP + MARGIN;
        }
        const height = seat.at === "beside" ? card.height : Math.min(card.height, seat.height);
        const y = { beside: 0, top: MARGIN, bottom: room.height - MARGIN - height }[seat.at];
        const box = seat.at === "beside" ? { ...seat, ...card } : { x: MARGIN, y, width: card.width, height };
        const inside = box.x >= 0 && box.y >= 0 && box.x + box.width <= room.width && box.y + height <= room.height;
        return inside && cutBox(box, seen) === null && (seat.at !== "beside" || room.width > NARROW);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("cutBox", () => {
  it.each([
    ["inside", { x: 10, y: 10, width: 5, height: 5 }, { x: 10, y: 10, width: 5, height: 5 }],
    ["half out", { x: -5, y: 90, width: 10, height: 20 }, { x: 0, y: 90, width: 5, height: 10 }],
    ["out", { x: 100, y: 0, width: 10, height: 10 }, null],
    ["nothing", { x: 10, y: 10, width: 0, height: 5 }, null],
  ])("%s", (_, box, left) => {
    expect(cutBox(box, { x: 0, y: 0, width: 100, height: 100 })).toEqual(left);
  });
});
