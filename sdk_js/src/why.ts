/**
 * `handrail.why`: every gate on the way of an item that would start by itself, in the order of the server's `explain`, with what it saw.
 * What only the server knows is in what it listed, and in `auto`. Built for itself, for whoever asks.
 */
import { type Explained, listClauses, listRules } from "./explain.ts";
import type { View } from "./knowledge.ts";
import { lockOf } from "./lock.ts";
import { findOpening } from "./schedule.ts";
import type { Gates } from "./starts.ts";
import type { Stored } from "./store.ts";
import { isCalled, isInTheWay, isStartable } from "./tour/choose.ts";
import type { Every, ListedItem, Progress } from "./wire.gen.ts";

export interface Asked {
  readonly stored: Stored;
  readonly view: View;
  readonly gates: Gates;
  readonly key: string;
}

export interface WhyChunk {
  explainItem(id: string, asked: Asked): Promise<readonly Explained[]>;
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5 };

const gate = (clause: string, value: boolean | null, saw: unknown = null): Explained => ({ clause, value, saw });

export const explainItem: WhyChunk["explainItem"] = async (name, asked) => {
  const { stored, view, gates } = asked;
  const { progress, preferences, attention, at, context } = view;
  const item = stored.items.find((one) => (isStartable(one) ? isCalled(one, name) : one.id === name));
  if (!item) return [gate("listed", false)];
  if (!isStartable(item)) return [gate("listed", true, stored.revision), gate("kind", false, item.kind)];
  const { id } = item;
  const mine = progress[id];
  const going = mine?.status === "active";
  const begun = going || mine?.status === "snoozed";
  const { start, held, group, schedule } = item;
  const others = stored.items.filter(isStartable).filter((one) => one.group === group && one.id !== id);
  const rival = !begun && group ? others.find((one) => isInTheWay(progress[one.id], stored.visit)) : undefined;
  const waits = gates.waits.get(id);
  return [
    gate("listed", true, stored.revision),
    gate("schedule", going || findOpening(schedule, at) === at, schedule ? new Date(at).toISOString() : null),
    gate("progress", going || isFree(mine, at), mine ? seeProgress(mine, item, asked) : null),
    gate("preferences", preferences.tours && preferences.items[id] !== false, {
      tours: preferences.tours,
      item: preferences.items[id] ?? null,
    }),
    gate("frequency", begun || isItsTurn(item, mine, stored.visit, at), {
      frequency: item.frequency,
      started: mine?.started ?? 0,
      at: mine?.at ?? null,
    }),
    gate("auto", item.auto || begun, item.auto),
    gate("goal.hold_out", !held || begun, !!held),
    gate("group", !rival, rival?.id),
    gate("start.on", start.on === "page" || begun || (start.on === "event" && null), start.event ?? start.on),
    ...(start.when && !going ? listClauses(start.when, context, "start.when") : []),
    ...(start.delay && !begun
      ? [gate("start.delay", !!waits && waits + start.delay <= at, waits ? at - waits : 0)]
      : []),
    ...listRules(attention, at).map((rule) => ({ ...rule, value: going || rule.value })),
    ...listOccasions(asked),
    await explainLock(asked, id),
  ];
};

/** What was declined or is put off does not come by itself. */
const isFree = (mine: Progress | undefined, at: number): boolean =>
  mine?.status !== "declined" && !(mine?.status === "snoozed" && at < Date.parse(mine.until ?? ""));

/** Where it is, and, when it is under way, where it goes on. */
function seeProgress({ status, step, until, run }: Progress, { hash }: ListedItem, { stored, gates }: Asked): unknown {
  const seen = { status, step, until };
  if (status !== "active") return seen;
  const { cursor, bodies } = stored;
  const at = cursor?.run === run ? cursor.step : step;
  const body = bodies[hash];
  const page = (body && "steps" in body && body.steps.find((one) => one.id === at)?.page) || null;
  return { ...seen, step: at, page, paused: cursor?.run === run && cursor.paused, here: gates.run === run };
}

/** As the server decides it. */
function isItsTurn({ frequency }: ListedItem, mine: Progress | undefined, visit: string, at: number): boolean | null {
  if (!mine) return true;
  if (mine.visit === visit) return false;
  if (frequency === "once") return false;
  if (frequency === "until-completed") return !mine.completed;
  if (frequency === "every-visit") return true;
  const [, length, unit] = /^(\d+)(\D+)$/.exec((frequency as Every).every) ?? [];
  return unit ? at - Date.parse(mine.at) >= Number(length) * (UNITS[unit] ?? NaN) : null;
}

/** What stands in the way of anything on this page. */
function listOccasions({ stored, gates }: Asked): readonly Explained[] {
  const page = document.hidden === true ? "hidden" : document.readyState;
  return [
    gate("page", page === "complete", page),
    gate("answered", gates.answered),
    gate("refused", !gates.refused),
    ...(stored.person?.acting ? [gate("acting", false)] : []),
  ];
}

/** One at a time: whatever else runs, in this tab or another. */
async function explainLock({ gates, key }: Asked, id: string): Promise<Explained> {
  if (gates.item) return gate("lock", gates.item === id, gates.item);
  try {
    const { held = [] } = await navigator.locks.query();
    const taken = held.some(({ name }) => name === lockOf(key));
    return gate("lock", !taken, taken ? "another tab" : null);
  } catch {
    return gate("lock", null); // Not for this page.
  }
}
