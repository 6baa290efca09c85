import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeAgain, placeAt } from "../../../sdk_js/src/preview/place.ts";
import type { Draft } from "../../../widgets/src/bar/contract.ts";

const draft = (id: string, ...steps: readonly string[]): Draft =>
  ({ id, kind: "tour", hash: `hash-${steps.join("")}`, steps: steps.map((one) => ({ id: one })) }) as unknown as Draft;

describe("once its draft has changed, what runs", () => {
  it.each<[string, readonly string[], readonly string[], string | null, readonly string[]]>([
    ["is at the same step", ["a", "b", "c"], ["a", "b", "c"], "b", ["a"]],
    ["is there wherever the step stands now", ["a", "b", "c"], ["c", "a", "b"], "b", ["a"]],
    ["has the way back that it came by", ["a", "b", "c"], ["x", "a", "b", "c"], "c", ["a", "b"]],
    ["is after what is left of its way where the step is gone", ["a", "b", "c"], ["a", "b"], "c", ["a"]],
    ["begins where its first step is gone", ["a", "b"], ["b"], "a", []],
    ["begins where it was at no step", ["a", "b"], ["a", "b"], null, []],
    ["begins at a step that is new", ["a"], ["a", "b"], "b", []],
  ])("%s", (_, before, now, step, path) => {
    const [was, is] = [draft("t", ...before), draft("t", ...now)];
    const expected = { item: "t", kind: "tour", hash: is.hash, step, path };
    expect(placeAgain([was], [draft("other", "a"), is], { item: "t", step })).toEqual(expected);
  });

  it("ends where the item is gone", () => {
    expect(placeAgain([draft("t", "a")], [draft("u", "a")], { item: "t", step: "a" })).toBeNull();
    expect(placeAt([], "t", "a")).toBeNull();
  });

  it("never goes back to a step that it had not come by", () => {
    const ids = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 1 });
    fc.assert(
      fc.property(ids, ids, fc.nat(), (before, now, at) => {
        const step: string | null = before[at % before.length] ?? null;
        const place = placeAgain([draft("t", ...before)], [draft("t", ...now)], { item: "t", step });
        const come = before.slice(0, before.indexOf(step as (typeof before)[number]));
        expect(place?.path).toEqual(come.slice(0, place?.path.length));
        expect(place?.path).not.toContain(step);
      }),
    );
  });
});
