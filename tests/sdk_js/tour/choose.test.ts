import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { choose, type Situation } from "../../../sdk_js/src/tour/choose.ts";
import type { ListedItem, Progress } from "../../../sdk_js/src/wire.gen.ts";

const NOW = Date.parse("2026-01-05T09:00:00Z");
const iso = (at: number): string => new Date(at).toISOString();

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
    attention: { gap: 30_000, day: 5, week: 15, starts: [], ended: null },
    held: [],
    at: NOW,
    waits: new Map(),
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
    ["without its event", { start: { on: "event", when: null, event: "saved", delay: 0 } }, {}],
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
    [
      "on its event",
      { start: { on: "event", when: null, event: "saved", delay: 0 } },
      { waits: new Map([["t", NOW - 1]]) },
    ],
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
    const first = choose(situation([late]));
    expect([first.start, first.wakeAt, first.waits]).toEqual([undefined, NOW + 50, new Map([["late", NOW]])]);
    expect(startOf([late], { waits: first.waits, at: NOW + 49 })).toBeUndefined();
    expect(startOf([late], { waits: first.waits, at: NOW + 50 })).toBe("late");
    expect(startOf([late, item("ready")])).toBe("ready");
  });

  it("a delay begins anew where the condition did not hold meanwhile", () => {
    const waits = new Map([["late", NOW - 1000]]);
    const away = choose(situation([item("late", { start })], { waits, judgeBlindly: () => false }));
    expect([away.start, away.waits]).toEqual([undefined, new Map()]);
  });

  it("a delay after an event is waited for", () => {
    const late = item("late", { start: { on: "event", when: null, event: "saved", delay: 50 } });
    const { start, waits } = choose(situation([late], { waits: new Map([["late", NOW]]) }));
    expect([start, waits]).toEqual([undefined, new Map([["late", NOW]])]);
    expect(startOf([late], { waits, at: NOW + 50 })).toBe("late");
  });

  it("what an event called for comes when the gap is over, unless its condition stopped to hold", () => {
    const called = item("t", { start: { on: "event", when: { url: "/" }, event: "saved", delay: 0 } });
    const attention = { gap: 30_000, day: 5, week: 15, starts: [], ended: iso(NOW - 10_000) };
    const { start, waits, wakeAt } = choose(situation([called], { attention, waits: new Map([["t", NOW]]) }));
    expect([start, wakeAt]).toEqual([undefined, NOW + 20_000]);
    expect(startOf([called], { attention, waits, at: wakeAt })).toBe("t");
    expect(choose(situation([called], { waits, judgeBlindly: () => false })).waits).toEqual(new Map());
  });

  it("the page is watched only where its elements decide", () => {
    const needs = item("t", { start: { ...start, delay: 0, when: { element: { css: "x" } } } });
    const open = { judge: () => false, judgeBlindly: () => null };
    const idle = { again: false, waits: new Map(), wakeAt: Infinity };
    expect(choose(situation([needs], open))).toEqual({ ...idle, watch: true });
    expect(choose(situation([needs], { ...open, judgeBlindly: () => false })).watch).toBe(false);
    expect(choose(situation([item("t", { ...needs, auto: false })], open)).watch).toBe(false);
  });
});

describe("attention", () => {
  const attention = { gap: 30_000, day: 5, week: 15, starts: [], ended: iso(NOW - 10_000) };

  it("waits for the gap, only where something waits for it, and starts the best then", () => {
    const items = [item("a"), item("b", { priority: 1 })];
    const choice = choose(situation(items, { attention }));
    expect([choice.start, choice.wakeAt]).toEqual([undefined, NOW + 20_000]);
    expect(startOf(items, { attention, at: choice.wakeAt })).toBe("b");
    expect(choose(situation([item("a", { auto: false })], { attention })).wakeAt).toBe(Infinity);
    const elsewhere = item("a", { start: { ...item("a").start, when: { url: "/" } } });
    expect(choose(situation([elsewhere], { attention, judgeBlindly: () => false })).wakeAt).toBe(Infinity);
  });

  it("does not stand in the way of what is under way", () => {
    const full = { ...attention, day: 1, starts: [iso(NOW - 1000)] };
    expect(startOf([item("a")], { attention: full, progress: { a: been("active") } })).toBe("a");
    expect(startOf([item("b")], { attention: full })).toBeUndefined();
  });
});

describe("what was put off", () => {
  const until = iso(NOW + 60_000);
  const progress = { t: been("snoozed", { until, visit: "now" }) };

  it("comes back when it is time, in the same visit, though it may not start again", () => {
    const items = [item("t", { auto: false, start: { on: "manual", when: null, event: null, delay: 500 } })];
    expect(choose(situation(items, { progress }))).toMatchObject({ again: false, wakeAt: NOW + 60_000 });
    expect(choose(situation(items, { progress, at: NOW + 60_000 }))).toMatchObject({
      start: { id: "t" },
      again: true,
    });
  });

  it.each<[string, Partial<Situation>]>([
    ["where it may not start", { judgeBlindly: () => false }],
    ["when it was switched off", { preferences: { tours: true, items: { t: false } } }],
    ["before the server has answered", { answered: false }],
    ["within the gap", { attention: { gap: 30_000, day: 5, week: 15, starts: [], ended: iso(NOW + 60_000) } }],
  ])("not %s", (_, rest) => {
    const when = { start: { ...item("t").start, when: { url: "/" } } };
    expect(startOf([item("t", when)], { progress, at: NOW + 60_000, ...rest })).toBeUndefined();
  });
});

describe("a group", () => {
  const pair = [item("a", { group: "g", priority: 1 }), item("b", { group: "g" }), item("c", { group: "h" })];

  it.each<[string, Partial<Progress>, string | undefined]>([
    ["one started in this visit", { status: "completed", visit: "now" }, "c"],
    ["one is put off", { status: "snoozed", until: iso(NOW + 1000) }, "c"],
    ["one ended in another visit", { status: "completed" }, "a"],
  ])("when %s", (_, rest, expected) => {
    const progress = { b: been(rest.status ?? "left", rest) };
    expect(startOf(pair, { progress })).toBe(expected);
  });

  it("none starts while another is under way, though that one may not go on here", () => {
    const off = { progress: { b: been("active") }, preferences: { tours: true, items: { b: false } } };
    expect(startOf(pair, off)).toBe("c");
  });
});

describe("a schedule", () => {
  it("is waited for", () => {
    const closed = item("t", { schedule: { days: ["thu"], hours: null, until: null } });
    expect(choose(situation([closed])).wakeAt).toBe(NOW + 60_000);
    const over = item("t", { schedule: { days: [], hours: null, until: iso(NOW) } });
    expect(choose(situation([over]))).toMatchObject({ wakeAt: Infinity });
  });
});

describe("what is held back", () => {
  it("is chosen once", () => {
    const held = item("t", { held: true });
    expect(startOf([held])).toBe("t");
    expect(startOf([held], { held: ["t"] })).toBeUndefined();
    expect(startOf([held, item("u")], { held: ["t"] })).toBe("u");
  });
});
