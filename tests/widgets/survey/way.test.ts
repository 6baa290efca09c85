import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../../sdk_js/src/conditions.ts";
import type { Condition } from "../../../sdk_js/src/wire.gen.ts";
import type { Comparison, Question, Value } from "../../../widgets/src/survey/contract.ts";
import { findNext, holds, listAsked } from "../../../widgets/src/survey/way.ts";

const question = (id: string, rest: Partial<Question> = {}): Question => ({
  id,
  type: "nps",
  text: [id],
  required: false,
  options: [],
  several: false,
  ...rest,
});
const QUESTIONS = [
  question("score"),
  question("why-not", { if: { answer: "score", lte: 6 } }),
  question("what", { if: { answer: "why-not", exists: true } }),
  question("last"),
];
const ids = (said: Parameters<typeof listAsked>[1]): readonly string[] =>
  listAsked(QUESTIONS, said).map(({ id }) => id);

describe("what is asked", () => {
  it.each([
    [{}, ["score", "last"], "score"],
    [{ score: 9 }, ["score", "last"], "last"],
    [{ score: 6 }, ["score", "why-not", "last"], "why-not"],
    [{ score: 6, "why-not": null }, ["score", "why-not", "last"], "last"],
    [{ score: 0, "why-not": "Slow" }, ["score", "why-not", "what", "last"], "what"],
    [{ score: null }, ["score", "last"], "last"],
    [{ score: 9, last: null }, ["score", "last"], undefined],
  ])("after %j: %j, then %s", (said, asked, next) => {
    expect([ids(said), findNext(QUESTIONS, said)?.id]).toEqual([asked, next]);
  });

  it("compares as conditions do", () => {
    const value = fc.oneof(fc.integer({ min: 0, max: 10 }), fc.constantFrom("a", "b", "ab"), fc.subarray(["a", "b"]));
    const bound = fc.oneof(fc.integer({ min: 0, max: 10 }), fc.constantFrom("a", "b"));
    const one = fc.oneof(
      fc.tuple(fc.constantFrom("is", "is_not", "gt", "gte", "lt", "lte", "contains"), bound),
      fc.tuple(fc.constantFrom("in", "not_in"), fc.array(bound)),
      fc.tuple(fc.constant("exists"), fc.boolean()),
    );
    fc.assert(
      fc.property(fc.option(value), one, (said, [name, operand]) => {
        const test = { [name]: operand } as Comparison;
        const same = { trait: "said", ...test } as unknown as Condition;
        expect(holds(said as Value | null, test)).toBe(evaluate(same, { traits: { said } }) === true);
      }),
    );
  });
});
