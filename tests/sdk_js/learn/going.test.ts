import { describe, expect, it } from "vitest";
import { findEnd, findGoing, listNews } from "../../../sdk_js/src/learn/going.ts";
import type { ListedItem, Progress } from "../../../sdk_js/src/wire.gen.ts";
import { at } from "./lists.ts";

const listed = (id: string, kind: ListedItem["kind"], more: Partial<ListedItem> = {}): ListedItem => ({
  id,
  kind,
  hash: id,
  title: id,
  start: { on: "page", when: null, event: null, delay: 0 },
  auto: true,
  priority: 0,
  group: null,
  frequency: "once",
  held: false,
  schedule: null,
  ...more,
});

describe("what is new", () => {
  const items = [
    listed("old", "announcement", { in_panel: true }),
    listed("card", "announcement", { in_panel: false }),
    listed("small", "announcement", { in_panel: true }),
    listed("great", "announcement", { in_panel: true, priority: 5 }),
    listed("late", "announcement", { in_panel: true, since: "2026-02-01T00:00:00Z" }),
    listed("welcome", "tour"),
  ];

  it("is every announcement that stays in the panel, the unread first, of these the newest, then the weightiest", () => {
    const news = listNews(items, { progress: { old: at("left") } }, 0);
    expect(news.map(({ item, unread }) => `${item.id} ${unread}`)).toEqual([
      "late true",
      "great true",
      "small true",
      "old false",
    ]);
  });

  it("is over at its end", () => {
    const schedule = { days: [], hours: null, until: "2026-03-01T00:00:00Z" };
    const news = [...items, listed("brief", "announcement", { in_panel: true, schedule })];
    const end = Date.parse(schedule.until);
    const list = (now: number) => listNews(news, { progress: {} }, now);
    expect(list(end - 1).map(({ item }) => item.id)).toContain("brief");
    expect(list(end).map(({ item }) => item.id)).not.toContain("brief");
    expect(findEnd(list(end - 1))).toBe(end);
    expect(findEnd(list(end))).toBe(Infinity);
  });

  it("is unread until it was seen, whatever was done with it then", () => {
    for (const status of ["active", "completed", "left", "declined", "snoozed"] as const)
      expect(listNews(items.slice(0, 1), { progress: { old: at(status) } }, 0)[0]?.unread).toBe(false);
  });
});

describe("the checklist that the launcher tells of", () => {
  const lists = [listed("a", "checklist"), listed("b", "checklist")];
  const find = (progress: Readonly<Record<string, Progress>>, items: Readonly<Record<string, boolean>> = {}) =>
    findGoing(lists, { progress, preferences: { tours: true, items } })?.id;

  it("is the one that was begun last", () => {
    expect(find({})).toBeUndefined();
    expect(find({ a: at("left", 1) })).toBe("a");
    expect(find({ a: at("left", 2), b: at("active", 3) })).toBe("b");
    expect(find({ a: at("snoozed", 4), b: at("active", 3) })).toBe("a");
  });

  it("is none that is over, or switched off", () => {
    expect(find({ a: at("completed") })).toBeUndefined();
    expect(find({ a: at("declined") })).toBeUndefined();
    expect(find({ a: at("left") }, { a: false })).toBeUndefined();
    expect(find({ a: at("left"), b: at("completed", 2) })).toBe("a");
  });
});
