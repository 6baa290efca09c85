import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Context, evaluate, matchesGlob, type Truth } from "../../sdk_js/src/conditions.ts";
import type { Condition } from "../../sdk_js/src/wire.gen.ts";
import vectors from "../vectors/conditions.json" with { type: "json" };
import { readContext, type States } from "./vectors.ts";

describe("the vectors that Python and TypeScript share", () => {
  it.each(vectors.map((vector) => [vector.rule, vector] as const))("%s", (_, vector) => {
    const context = readContext(vector.context as { elements?: States });
    expect(evaluate(vector.condition as unknown as Condition, context) ?? null).toBe(vector.expect);
  });
});

describe("three values", () => {
  const truth = fc.constantFrom<Truth>(true, false, null);
  const saying = (value: Truth): Condition => ({ segment: String(value) }) as Condition;
  const context: Context = { segments: { true: true, false: false } };

  it("any is not all not", () => {
    fc.assert(
      fc.property(fc.array(truth, { maxLength: 6 }), (values) => {
        const parts = values.map(saying);
        const other = evaluate({ not: { all: parts.map((not) => ({ not })) } } as Condition, context);
        expect(evaluate({ any: parts } as Condition, context)).toBe(other);
      }),
    );
  });

  it("the order of clauses does not matter", () => {
    fc.assert(
      fc.property(fc.array(truth, { maxLength: 6 }), (values) => {
        const parts = values.map(saying);
        const back = [...parts].reverse();
        expect(evaluate({ all: parts } as Condition, context)).toBe(evaluate({ all: back } as Condition, context));
      }),
    );
  });
});

describe("a glob", () => {
  it("takes what its pieces say, in their order", () => {
    const piece = fc.string({ unit: fc.constantFrom("a", "b", "/"), maxLength: 4 });
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 6 }),
        fc.array(piece, { maxLength: 6 }),
        (pieces, gaps) => {
          const text = pieces
            .map((part, index) => part + (index < pieces.length - 1 ? (gaps[index] ?? "") : ""))
            .join("");
          expect(matchesGlob(pieces.join("*"), text)).toBe(true);
        },
      ),
    );
  });

  it("agrees with the regular expression that it stands for", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
    fc.assert(
      fc.property(text, text, (glob, raw) => {
        const plain = raw.replaceAll("*", "b");
        expect(matchesGlob(glob, plain)).toBe(new RegExp(`^${glob.replaceAll("*", ".*")}$`).test(plain));
      }),
    );
  });

  it("takes linear time, whatever its author wrote", () => {
    expect(matchesGlob(`${"*a".repeat(200)}*b`, "a".repeat(8000))).toBe(false);
  });
});
