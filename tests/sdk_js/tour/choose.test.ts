import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { choose, type Situation } from "../../../sdk_js/src/tour/choose.ts";
import type { ListedItem, Progress } from "../../../sdk_js/src/wire.gen.ts";

function item(id: string, rest: Partial<ListedItem> = {}): ListedItem {
  const start = { on: "page", when: null, event: null, delay: 0 } as const;
  const usual = { auto: true, priority: 0, group: null, frequency: "once", held: false, schedule: null } as const;
  return { id, kind: "tour", hash: `h-${id}`, start, ...usual, ...rest };
}

function been(status: Progress["status"], rest: Partial<Progress> = {}): Progress {
  const completed = status === "completed";
  const at = "2026-01-01T00:00:00Z";
  return { status, run: "r", step: "a", hash: "h", at, started: 1, visit: "before", completed, until: null, ...rest };
}

function situation(items: readonly ListedItem[], rest: Partial<Situation> = {}): Situation {
  return {
    items,
    progress: {},
    preferences: { tours: true, items: {} },
    visit: "now",
    cursor: undefined,
    answered: true,
    judge: () => true,
    judgeBlindly: () => true,
    ...rest,
  };
}

const startOf = (...args: Parameters<typeof situation>): string | undefined => choose(situation(...args)).start?.id;

describe("what starts", () => {
  it("the highest priority, then the first id, in any order of the list", () => {
    const items = [item("c", { priority: 2 }), item("b", { priority: 5 }), item("a", { priority: 5 }), item("d")];
    fc.assert(
      fc.property(fc.shuffledSubarray(items, { minLength: 4 }), (shuffled) => {
        expect(startOf(shuffled)).toBe("a");
      }),
    );
  });

  it.each<[string, Partial<ListedItem>, Partial<Situation>]>([
    ["before the server has answered", {}, { answered: false }],
    ["what the server keeps back", { auto: false }, {}],
    ["when tours are off", {}, { preferences: { tours: false, items: {} } }],
    ["when it is off itself", {}, { preferences: { tours: true, items: { t: false } } }],
    ["what was declined since", {}, { progress: { t: been("declined") } }],
    ["twice in a visit", {}, { progress: { t: been("left", { visit: "now" }) } }],
    ["by hand only", { start: { on: "manual", when: null, event: null, delay: 0 } }, {}],
    ["another event", { start: { on: "event", when: null, event: "saved", delay: 0 } }, { event: "sent" }],
    [
      "where its condition does not hold",
      { start: { ...item("t").start, when: { url: "/" } } },
      { judgeBlindly: () => false },
    ],
  ])("never %s", (_, listed, rest) => {
    expect(startOf([item("t", listed)], rest)).toBeUndefined();
  });

  it.each<[string, Partial<ListedItem>, Partial<Situation>]>([
    ["again on another visit, when the server says so", {}, { progress: { t: been("completed") } }],
    ["on its event", { start: { on: "event", when: null, event: "saved", delay: 0 } }, { event: "saved" }],
  ])("%s", (_, listed, rest) => {
    expect(startOf([item("t", listed)], rest)).toBe("t");
  });
});

describe("what is under way", () => {
  it("goes on before anything else, though the server has not answered and lists it as not automatic", () => {
    const choice = choose(
      situation([item("a", { priority: 9 }), item("b", { auto: false })], {
        answered: false,
        progress: { b: been("active") },
      }),
    );
    expect([choice.start?.id, choice.again]).toEqual(["b", true]);
  });

  it("is the one that was begun last", () => {
    const progress = { a: been("active"), b: been("active", { at: "2026-01-02T00:00:00Z" }) };
    expect(startOf([item("a"), item("b")], { progress })).toBe("b");
  });

  it("stays away when it was switched off, unless it was asked for by hand", () => {
    const off = { progress: { a: been("active") }, preferences: { tours: false, items: {} } };
    expect(startOf([item("a")], off)).toBeUndefined();
    const stands = { run: "r", step: "a", shown: null, path: [], quiet: false, paused: false, armed: true, told: [] };
    expect(startOf([item("a")], { ...off, cursor: { ...stands, byHand: true } })).toBe("a");
  });
});

describe("what has to wait", () => {
  const start = { on: "page", when: { url: "/" }, event: null, delay: 50 } as const;

  it("a delay is waited for, and what is ready goes before it", () => {
    const late = item("late", { start, priority: 9 });
    expect(choose(situation([late])).delayed).toEqual([late]);
    expect(startOf([late], { waited: "late" })).toBe("late");
    expect(startOf([late, item("ready")])).toBe("ready");
  });

  it("a delay that has passed starts nothing where the condition no longer holds", () => {
    expect(startOf([item("late", { start })], { waited: "late", judgeBlindly: () => false })).toBeUndefined();
  });

  it("the page is watched only where its elements decide", () => {
    const needs = item("t", { start: { ...start, delay: 0, when: { element: { css: "x" } } } });
    const open = { judge: () => false, judgeBlindly: () => null };
    expect(choose(situation([needs], open))).toEqual({ again: false, delayed: [], watch: true });
    expect(choose(situation([needs], { ...open, judgeBlindly: () => false })).watch).toBe(false);
    expect(choose(situation([item("t", { ...needs, auto: false })], open)).watch).toBe(false);
  });
});
