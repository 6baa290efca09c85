import { describe, expect, it } from "vitest";
import { listDeclined, listOffers, listUnfinished } from "../../../sdk_js/src/help/offer.ts";
import type { Condition, Listed, Progress } from "../../../sdk_js/src/wire.gen.ts";

const HERE: Condition = { url: "/here" };
const THERE: Condition = { url: "/there" };
const UNKNOWN: Condition = { trait: "plan", is: "pro" };

const judge = (condition: Condition) => (condition === HERE ? true : condition === THERE ? false : null);

const snippet = (id: string, when: Condition | null, target: readonly unknown[] = []): Listed =>
  ({ kind: "snippet", id, hash: id, title: id, when, target }) as unknown as Listed;
const article = (id: string, when: Condition): Listed => ({ kind: "article", id, hash: id, title: id, when });
const tour = (id: string, when: Condition | null): Listed =>
  ({ kind: "tour", id, hash: id, start: { on: "page", when, event: null, delay: 0 } }) as unknown as Listed;
const at = (status: Progress["status"], time = "2026-01-01"): Progress => ({ status, at: time }) as Progress;

const names = (items: readonly Listed[]) => items.map(({ id }) => id);

describe("what fits a page", () => {
  it("is snippets first, then articles, then tours, each in the order in which it came", () => {
    const items = [tour("t", HERE), article("b", HERE), article("a", HERE), snippet("s", HERE)];
    expect(names(listOffers(items, judge, { progress: {}, votes: {} }))).toEqual(["s", "b", "a", "t"]);
  });

  it.each([
    ["whose condition does not hold", article("x", THERE)],
    ["whose condition can't be known", article("x", UNKNOWN)],
    ["that fits every page", tour("x", null)],
    ["that stands at an element", snippet("x", HERE, [{ test_id: "a" }])],
    ["of a kind that is not known here", { ...article("x", HERE), kind: "game" } as unknown as Listed],
  ])("is nothing %s", (_, item) => {
    expect(listOffers([item], judge, { progress: {}, votes: {} })).toEqual([]);
  });

  it.each(["active", "snoozed", "left"] as const)("leaves a tour that is %s to what is unfinished", (status) => {
    const items = [tour("t", HERE)];
    const progress = { t: at(status) };
    expect(listOffers(items, judge, { progress, votes: {} })).toEqual([]);
    expect(names(listUnfinished(items, { progress }))).toEqual(["t"]);
  });

  it.each(["completed", "declined"] as const)("is also a tour that was %s: by hand it starts", (status) => {
    const progress = { t: at(status) };
    expect(names(listOffers([tour("t", HERE)], judge, { progress, votes: {} }))).toEqual(["t"]);
    expect(listUnfinished([tour("t", HERE)], { progress })).toEqual([]);
  });

  it("is not more than one can choose from", () => {
    const many = Array.from({ length: 50 }, (_, n) => article(`a${n}`, HERE));
    expect(listOffers(many, judge, { progress: {}, votes: {} })).toHaveLength(12);
  });
});

describe("what is unfinished", () => {
  it("has what was begun last first, and nothing that is not there any more", () => {
    const progress = {
      old: at("left", "2026-01-01"),
      late: at("active", "2026-02-01"),
      gone: at("active", "2026-03-01"),
    };
    expect(names(listUnfinished([tour("old", null), tour("late", null)], { progress }))).toEqual(["late", "old"]);
  });
});

it("lists the tours that were switched off", () => {
  const preferences = { tours: true, items: { a: false, b: true, gone: false } };
  expect(names(listDeclined([tour("a", null), tour("b", null), tour("c", null)], { preferences }))).toEqual(["a"]);
});
