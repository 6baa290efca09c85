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
  readonly event?: string | undefined;
  /** Items whose delay has passed while their condition held. */
  readonly waited: ReadonlySet<string>;
  readonly evaluate: (condition: Condition, withElements: boolean) => Truth;
}

export interface Choice {
  readonly start?: ListedItem;
  readonly resume?: ListedItem;
  /** Items whose condition holds, each to be looked at again after its delay. */
  readonly delayed: readonly ListedItem[];
  /** Some would start if the page looked different. */
  readonly watch: boolean;
}

export function choose(situation: Situation): Choice {
  const { items, progress, event, waited, evaluate, answered } = situation;
  const none = { delayed: [], watch: false };
  const resume = items.filter((item) => isUnderWay(item, situation)).sort((a, b) => byStart(b, a, progress))[0];
  if (resume) return { ...none, resume };
  if (!answered) return none;

  const ready: ListedItem[] = [];
  const delayed: ListedItem[] = [];
  let watch = false;
  for (const item of items) {
    const { start } = item;
    if (!startsByItself(item, situation)) continue;
    if (start.on === "manual" || (start.on === "event" && start.event !== event && !waited.has(item.id))) continue;
    const blind = start.when ? evaluate(start.when, false) : true;
    const holds = blind === null && start.when ? evaluate(start.when, true) : blind;
    if (holds) (start.delay && !waited.has(item.id) ? delayed : ready).push(item);
    if (blind === null && start.on === "page") watch = true;
  }
  ready.sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
  const [start] = ready;
  return start ? { ...none, start } : { delayed, watch };
}

const byStart = (a: ListedItem, b: ListedItem, progress: Standing["progress"]): number =>
  (progress[a.id]?.at ?? "") < (progress[b.id]?.at ?? "") ? -1 : 1;

function isUnderWay({ id }: ListedItem, { progress, preferences, cursor }: Situation): boolean {
  const standing = progress[id];
  if (standing?.status !== "active") return false;
  const byHand = cursor?.run === standing.run && cursor.byHand;
  return byHand || (preferences.tours && preferences.items[id] !== false);
}

/** The server decided; what happened here since may forbid, never allow. */
function startsByItself({ id, auto, frequency }: ListedItem, { progress, preferences, visit }: Situation): boolean {
  if (!auto || !preferences.tours || preferences.items[id] === false) return false;
  const before = progress[id];
  if (!before) return true;
  if (before.status === "declined" || before.visit === visit) return false;
  if (frequency === "once") return false;
  return frequency !== "until-completed" || !before.completed;
}
