/** What starts now, by itself: pure. One thing at most; what is under way goes before what is new. */
import { applyRules } from "../attention.ts";
import type { Truth } from "../conditions.ts";
import type { Standing } from "../progress.ts";
import { findOpening } from "../schedule.ts";
import type { Cursor } from "../store.ts";
import type { Condition, Listed, ListedItem, Progress } from "../wire.gen.ts";

export interface Situation extends Standing {
  readonly items: readonly ListedItem[];
  readonly visit: string;
  readonly cursor: Cursor | undefined;
  /** Those that were held back already, and told. */
  readonly held: readonly string[];
  /** ms, by the server's clock. */
  readonly at: number;
  /** The server has answered on this page: what is new may start. */
  readonly answered: boolean;
  /** Since when the condition of an item with a delay has held, or when an event called for it, ms. */
  readonly waits: ReadonlyMap<string, number>;
  readonly judge: (condition: Condition) => Truth;
  readonly judgeBlindly: (condition: Condition) => Truth;
}

export interface Choice {
  readonly start: ListedItem | undefined;
  /** It was begun before. */
  readonly again: boolean;
  /** For the next look. */
  readonly waits: Map<string, number>;
  /** Some would start if the page looked different. */
  readonly watch: boolean;
  /** Some would start if it were later: ms by the server's clock, Infinity where none would. */
  readonly wakeAt: number;
}

export function choose(situation: Situation): Choice {
  const { items, progress, at, attention, visit, judge, judgeBlindly } = situation;
  const since = ({ id }: ListedItem): string => progress[id]?.at ?? "";
  const [going] = items.filter((item) => isUnderWay(item, situation)).sort((a, b) => (since(a) < since(b) ? 1 : -1));
  // Of a group one starts per visit, and none while another waits to go on.
  const taken = new Set(items.map(({ id, group }) => isInTheWay(progress[id], visit) && group));
  const free = Math.max(...applyRules(attention, at));
  const ready: ListedItem[] = [];
  const waits = new Map<string, number>();
  let watch = false;
  let wakeAt = Infinity;
  for (const item of going ? [] : items) {
    const { id, start, group, schedule } = item;
    const { on, when, delay } = start;
    const put = putOff(item, situation);
    const begun = situation.waits.get(id);
    const called = on === "page" || begun;
    if (!(put || (called && startsByItself(item, situation) && !taken.has(group ?? id)))) continue;
    const blind = when ? judgeBlindly(when) : true;
    // Only then do the page's elements decide.
    if (blind == null) watch ||= on === "page";
    if (!(blind ?? judge(when as Condition))) continue;
    // What was called comes when it may.
    if (delay || begun) waits.set(id, begun ?? at);
    const due = Math.max(put || (begun ?? at) + delay, findOpening(schedule, at), free);
    if (due > at) wakeAt = Math.min(wakeAt, due);
    else ready.push(item);
  }
  ready.sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
  const start = going ?? ready[0];
  return {
    start,
    again: isBegun(start && progress[start.id]),
    waits,
    watch: !start && watch,
    wakeAt: start ? Infinity : wakeAt,
  };
}

const isWanted = ({ id }: ListedItem, { preferences }: Pick<Situation, "preferences">): boolean =>
  preferences.tours && preferences.items[id] !== false;

function isUnderWay(item: ListedItem, situation: Situation): boolean {
  const { status, run } = situation.progress[item.id] ?? {};
  const { cursor } = situation;
  return status === "active" && ((cursor?.run === run && cursor?.byHand) || isWanted(item, situation));
}

/** Until when the person put it off, in ms; 0 where they didn't. Then it comes back, however often it may start. */
function putOff(item: ListedItem, situation: Situation): number {
  const { status, until } = situation.progress[item.id] ?? {};
  return status === "snoozed" && situation.answered && isWanted(item, situation) ? Date.parse(until ?? "") || 1 : 0;
}

/** The server decided, by how often it may; what happened here since may forbid, never allow. */
function startsByItself(item: ListedItem, { progress, visit, answered, held, ...rest }: Situation): boolean {
  const before = progress[item.id];
  const again = before?.status !== "declined" && !isInTheWay(before, visit);
  return answered && item.auto && again && !held.includes(item.id) && isWanted(item, rest);
}

/** A tour, quiz, checklist, survey or announcement. What a later server lists besides is not for this page. */
export const isStartable = (item: Listed): item is ListedItem => /^(tour|qui|che|sur|ann)/.test(item.kind);

/** By its name or a former one, which hosts go on to call. */
export const isCalled = ({ id, was }: ListedItem, name: string): boolean =>
  id === name || (!!was && was.indexOf(name) >= 0);

/** Under way, or put off. */
export const isBegun = (progress: Progress | undefined): boolean => /active|snoozed/.test(`${progress?.status}`);

/** In that of another of its group. */
export const isInTheWay = (progress: Progress | undefined, visit: string): boolean =>
  isBegun(progress) || progress?.visit === visit;
