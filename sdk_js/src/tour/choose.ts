/** What starts now, by itself: pure. One thing at most; what is under way goes before what is new. */
import type { Truth } from "../conditions.ts";
import type { Standing } from "../progress.ts";
import type { Cursor } from "../store.ts";
import type { Condition, ListedItem } from "../wire.gen.ts";

export interface Situation extends Standing {
  readonly items: readonly ListedItem[];
  readonly visit: string;
  readonly cursor: Cursor | undefined;
  /** The server has answered on this page: what is new may start. */
  readonly answered: boolean;
  /** The host's event that just happened. */
  readonly event?: string;
  /** The item whose delay has just passed. */
  readonly waited?: string;
  readonly judge: (condition: Condition) => Truth;
  readonly judgeBlindly: (condition: Condition) => Truth;
}

export interface Choice {
  readonly start?: ListedItem;
  /** It was begun before. */
  readonly again: boolean;
  /** Items whose condition holds, each to be looked at again after its delay. */
  readonly delayed: readonly ListedItem[];
  /** Some would start if the page looked different. */
  readonly watch: boolean;
}

export function choose(situation: Situation): Choice {
  const { items, progress, event, waited, judge, judgeBlindly } = situation;
  const since = ({ id }: ListedItem): string => progress[id]?.at ?? "";
  const underWay = items.filter((item) => isUnderWay(item, situation)).sort((a, b) => (since(a) < since(b) ? 1 : -1));
  const ready: ListedItem[] = [];
  const delayed: ListedItem[] = [];
  let watch = false;
  for (const item of underWay.length ? [] : items) {
    const { on, when, delay, event: wanted } = item.start;
    const called = on === "page" || waited === item.id || (on === "event" && event === wanted);
    if (!called || !startsByItself(item, situation)) continue;
    const blind = when ? judgeBlindly(when) : true;
    // Only then do the page's elements decide.
    if (blind === null) watch ||= on === "page";
    if (blind ?? judge(when as Condition)) (delay && waited !== item.id ? delayed : ready).push(item);
  }
  ready.sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
  const [start] = [...underWay, ...ready];
  return start ? { start, again: underWay.length > 0, delayed: [], watch: false } : { again: false, delayed, watch };
}

function isUnderWay({ id }: ListedItem, { progress, preferences, cursor }: Situation): boolean {
  const { status, run } = progress[id] ?? {};
  const byHand = cursor?.run === run && cursor?.byHand;
  return status === "active" && (byHand || (preferences.tours && preferences.items[id] !== false));
}

/** The server decided, by how often it may; what happened here since may forbid, never allow. */
function startsByItself({ id, auto }: ListedItem, { progress, preferences, visit, answered }: Situation): boolean {
  const before = progress[id];
  const again = !before || (before.status !== "declined" && before.visit !== visit);
  return answered && auto && preferences.tours && preferences.items[id] !== false && again;
}
