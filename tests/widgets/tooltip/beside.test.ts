import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutBox } from "../../../widgets/src/step/place.ts";
import { placeBeside, type Side } from "../../../widgets/src/tooltip/beside.ts";

const target = { x: 100, y: 100, width: 80, height: 30 };

describe("placeBeside", () => {
  it.each([
    ["end", false, { x: 184, y: 103 }],
    ["end", true, { x: 72, y: 103 }],
    ["start", false, { x: 72, y: 103 }],
    ["above", false, { x: 128, y: 72 }],
    ["below", true, { x: 128, y: 134 }],
    ["corner", false, { x: 156, y: 100 }],
    ["corner", true, { x: 100, y: 100 }],
  ] as const)("%s, right to left: %s", (side, rtl, spot) => {
    expect(placeBeside(target, 24, side, rtl)).toEqual({ ...spot, width: 24, height: 24 });
  });

  it("lies over its target only at the corner", () => {
    const length = fc.integer({ min: 1, max: 900 });
    const box = fc.record({ x: length, y: length, width: length, height: length });
    const side = fc.constantFrom<Side>("end", "start", "above", "below");
    fc.assert(
      fc.property(box, side, fc.constantFrom(24, 44), fc.boolean(), (around, at, size, rtl) => {
        return cutBox(placeBeside(around, size, at, rtl), around) === null;
      }),
    );
  });
});
