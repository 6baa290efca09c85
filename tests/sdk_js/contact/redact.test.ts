import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeRedact } from "../../../sdk_js/src/contact/redact.ts";

describe("what is marked as not for others", () => {
  it.each([
    ["as it stands", "Ada Lovelace", "Invoice of Ada Lovelace", "Invoice of •••"],
    ["in other letters", "Ada Lovelace", "ADA LOVELACE", "•••"],
    ["however it is spaced", "Ada\n  Lovelace", "Ada Lovelace, Ada\tLovelace", "•••, •••"],
    ["in an address", "Ada Lovelace", "/people/Ada%20Lovelace?name=Ada+Lovelace", "/people/•••?name=•••"],
    ["in an address, with a wide space", "Ada\u2000Lovelace", "?name=Ada%E2%80%80Lovelace", "?name=•••"],
    ["encoded", "ø@a.no", "?mail=%C3%B8%40a.no", "?mail=•••"],
    ["with what means something in a pattern", "1.5 (net)", "1.5 (net) and 125 net", "••• and 125 net"],
    ["a short one only as a word", "7", "7 of 17, no. 7", "••• of 17, no. •••"],
    ["in JSON", 'Ada "A"\nLovelace\\', JSON.stringify({ name: 'Ada "A"\nLovelace\\' }), '{"name":"•••"}'],
    ["the longer one first", "Ada", "Ada Lovelace", "••• Lovelace"],
  ])("goes out %s", (_, secret, text, left) => {
    expect(makeRedact([secret], text)(text)).toBe(left);
  });

  it("goes out whole where one is part of another", () => {
    expect(makeRedact(["Ada", "Ada Lovelace"], "Ada Lovelace")("Ada Lovelace")).toBe("•••");
  });

  it("is nothing where nothing is marked, or what is marked is empty", () => {
    expect(makeRedact([], "All of it")("All of it")).toBe("All of it");
    expect(makeRedact(["", " \n"], "All of it")("All of it")).toBe("All of it");
  });

  it("never stands in what is left, whatever it is and wherever it stood", () => {
    const secret = fc.string({ unit: "grapheme", minLength: 3, maxLength: 12 }).filter((one) => {
      const text = one.trim();
      return text.length >= 3 && !text.includes("•");
    });
    const around = fc.string({ unit: "grapheme", maxLength: 8 });
    fc.assert(
      fc.property(fc.array(secret, { minLength: 1, maxLength: 4 }), around, around, (secrets, before, after) => {
        const redact = (text: string) => {
          const left = makeRedact(secrets, text)(text);
          expect(makeRedact(secrets)(text)).toBe(left);
          return left;
        };
        for (const one of secrets.map((secret) => secret.trim())) {
          const inJson = JSON.stringify(one).slice(1, -1);
          expect(redact(before + one + after)).not.toContain(one);
          expect(redact(`{"${inJson}":"${inJson}"}`)).not.toContain(inJson);
          expect(redact(`/x?q=${encodeURIComponent(one)}&y=${one}`)).not.toContain(encodeURIComponent(one));
        }
      }),
    );
  });
});
