import { describe, expect, it } from "vitest";
import type { Context } from "../../sdk_js/src/conditions.ts";
import { listClauses, listRules, shorten } from "../../sdk_js/src/explain.ts";
import type { Condition } from "../../sdk_js/src/wire.gen.ts";
import vectors from "../vectors/explain.json" with { type: "json" };
import { readContext, type States } from "./vectors.ts";

describe("the vectors that Python and TypeScript share", () => {
  it.each(vectors.conditions.map((vector) => [vector.rule, vector] as const))("%s", (_, vector) => {
    const context: Context = readContext(vector.context as { elements?: States });
    expect(listClauses(vector.condition as unknown as Condition, context, vector.path)).toEqual(vector.expect);
  });

  it.each(vectors.attention.map((vector) => [vector.rule, vector] as const))("attention: %s", (_, vector) => {
    expect(listRules(vector.attention, Date.parse(vector.now))).toEqual(vector.expect);
  });
});

describe("what was seen", () => {
  it("is short, and never left out", () => {
    expect(shorten("x".repeat(201))).toBe(`${"x".repeat(200)}…`);
    expect(shorten(Array.from({ length: 21 }, () => "x".repeat(201)))).toHaveLength(21);
    expect(shorten(undefined)).toBeNull();
  });
});
