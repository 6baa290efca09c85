import { describe, expect, it } from "vitest";
import { applyRules } from "../../sdk_js/src/attention.ts";
import vectors from "../vectors/attention.json" with { type: "json" };

const RULES = ["gap", "per_day", "per_week"] as const;

describe("the vectors that Python and TypeScript share", () => {
  it.each(vectors.map((vector) => [vector.rule, vector] as const))("%s", (_, { attention, now, expect: expected }) => {
    const at = Date.parse(now);
    const freeAt = applyRules(attention, at);
    const next = Math.max(...freeAt);
    expect({
      allowed: next <= at,
      reason: RULES.find((_, index) => (freeAt[index] as number) > at) ?? null,
      next_at: next > at ? new Date(next).toISOString() : null,
    }).toEqual(expected);
  });
});
