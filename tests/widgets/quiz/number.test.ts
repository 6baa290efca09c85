import fc from "fast-check";
import { expect, it } from "vitest";
import { readNumber, writeNumber } from "../../../widgets/src/quiz/number.ts";

it.each([
  ["12", "en", 12],
  ["12.5", "en", 12.5],
  ["12,5", "en", 12.5],
  ["1,234.5", "en", 1234.5],
  ["1,234", "en", 1234],
  ["1.234", "en", 1.234],
  ["1.234,5", "de", 1234.5],
  ["1.234", "de", 1234],
  ["1,234", "de", 1.234],
  ["12.5", "de", 12.5],
  ["1 234,5", "nb", 1234.5],
  ["1\u00a0234,5", "nb", 1234.5],
  ["1’234.5", "de-CH", 1234.5],
  ["١٬٢٣٤٫٥", "ar", 1234.5],
  ["۱۲", "fa", 12],
  ["１２．５", "ja", 12.5],
  ["−3", "en", -3],
  ["-.5", "en", -0.5],
  ["+7", "en", 7],
  ["", "en", null],
  ["twelve", "en", null],
  ["1,2,3", "en", null],
  ["5.", "en", null],
  ["1e9", "en", null],
  ["0x10", "en", null],
  ["NaN", "en", null],
  ["1e999", "en", null],
  ["9".repeat(400), "en", null],
  ["9007199254740993", "en", 9007199254740992],
  ["-9007199254740994", "en", null],
])("reads %j in %s as %s", (text, locale, expected) => {
  expect(readNumber(text, locale)).toBe(expected);
});

it.each([
  ["12.5 kr", "kr"],
  ["12.5KR", "kr"],
  ["12.5 %", "%"],
  ["12.5 m²", "m²"],
])("takes the unit along: %j", (text, unit) => {
  expect(readNumber(text, "en", unit)).toBe(12.5);
  expect(readNumber(text, "en")).toBeNull();
});

it.each(["en", "de", "nb", "ja", "ar", "ar-EG", "fr", "de-CH"])("reads what it writes in %s", (locale) => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 4 }), (whole, digits) => {
      const value = whole / 10 ** digits;
      expect(readNumber(writeNumber(value, locale), locale)).toBeCloseTo(value, 9);
    }),
  );
});
