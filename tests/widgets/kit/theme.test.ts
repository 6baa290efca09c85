import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measureLuminance } from "../../../widgets/src/kit/colour.ts";
import { pickColours } from "../../../widgets/src/kit/theme.ts";

const tokens = readFileSync("widgets/src/kit/tokens.css", "utf8");
const [light = "", dark = ""] = tokens.split(".dark {");

function readToken(sheet: string, name: string): string {
  return new RegExp(`--hr-${name}: (#\\w+);`).exec(sheet)?.[1] ?? "";
}

function measureContrast(a: string, b: string): number {
  const [low = 0, high = 0] = [measureLuminance(a) ?? 0, measureLuminance(b) ?? 0].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

describe("measureLuminance", () => {
  it.each([
    ["#000", 0],
    ["#ffffff", 1],
    ["#FF0000", 0.2126],
    ["#808080", 0.2159],
  ])("%s", (colour, luminance) => {
    expect(measureLuminance(colour)).toBeCloseTo(luminance, 4);
  });

  it.each(["red", "", "#12", "#12345", "url(x)", "#ffg"])("%s is no colour", (colour) => {
    expect(measureLuminance(colour)).toBeNull();
  });
});

describe("pickColours", () => {
  const colour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, "0")}`);

  it("gives text of 4.5:1 on any accent", () => {
    fc.assert(
      fc.property(colour, fc.boolean(), (accent, isDark) => {
        const picked = pickColours(accent, isDark);
        return !!picked && measureContrast(accent, picked["on-accent"]) >= 4.5;
      }),
    );
  });

  it("marks with what has 3:1 on the surface, or with the ink", () => {
    fc.assert(
      fc.property(colour, fc.boolean(), (accent, isDark) => {
        const mark = pickColours(accent, isDark)?.mark;
        const surface = readToken(isDark ? dark : light, "surface");
        return mark === "var(--hr-ink)" || (mark === accent && measureContrast(accent, surface) >= 3);
      }),
    );
  });

  it("keeps an accent that marks well enough", () => {
    expect(pickColours("#157347", false)?.mark).toBe("#157347");
    expect(pickColours("#ffd400", true)?.mark).toBe("#ffd400");
  });
});

describe.each([
  ["light", light],
  ["dark", dark],
])("the built-in %s tokens", (_, sheet) => {
  const surface = readToken(sheet, "surface");

  it.each(["ink", "soft"])("%s is text: 4.5:1", (name) => {
    expect(measureContrast(readToken(sheet, name), surface)).toBeGreaterThanOrEqual(4.5);
  });

  it("the button's text has 4.5:1, what marks has 3:1", () => {
    expect(measureContrast(readToken(sheet, "on-accent"), readToken(sheet, "accent"))).toBeGreaterThanOrEqual(4.5);
    expect(measureContrast(readToken(sheet, "mark"), surface)).toBeGreaterThanOrEqual(3);
  });
});
