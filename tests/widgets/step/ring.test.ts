import { expect, it } from "vitest";
import { growRadii } from "../../../widgets/src/step/ring.ts";

function style(corner: string): CSSStyleDeclaration {
  const radii = Object.fromEntries(
    ["TopLeft", "TopRight", "BottomRight", "BottomLeft"].map((at) => [`border${at}Radius`, corner]),
  );
  return radii as unknown as CSSStyleDeclaration;
}

it.each([
  ["0px", "8px 8px 8px 8px"],
  ["6px", "14px 14px 14px 14px"],
  ["50%", "50% 50% 50% 50%"],
  ["4px 20px", "12px 12px 12px 12px"],
  ["", "8px 8px 8px 8px"],
])("corners of %j become %j", (own, ring) => {
  expect(growRadii(style(own), 8)).toBe(ring);
});
