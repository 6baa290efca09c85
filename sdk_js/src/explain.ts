/**
 * Each clause of a condition, and each rule of attention, with what it comes to and what it was decided on: pure, and the same on the
 * server (`conditions/explain.py`). `tests/vectors/explain.json` holds both.
 */
import { applyRules } from "./attention.ts";
import { type Context, evaluate, own, readAddress } from "./conditions.ts";
import type { Attention, Condition, EventCount, Query } from "./wire.gen.ts";

export interface Explained {
  /** As in `start.when.all[0]`. */
  readonly clause: string;
  /** True: it does not stand in the way. False: it does. Null: unknown here. */
  readonly value: boolean | null;
  /** What it was decided on: short, and JSON. */
  readonly saw: unknown;
}

const LONGEST_TEXT = 200;
const LONGEST_LIST = 20;
const DAY = 86_400_000;

export function shorten(saw: unknown): unknown {
  if (typeof saw === "string" && saw.length > LONGEST_TEXT) return `${saw.slice(0, LONGEST_TEXT)}…`;
  if (!Array.isArray(saw)) return saw ?? null;
  return [...saw.slice(0, LONGEST_LIST).map(shorten), ...(saw.length > LONGEST_LIST ? ["…"] : [])];
}

/** The whole first, then its parts. A part says what it comes to itself, also within a `not`. */
export function listClauses(condition: Condition, context: Context, path: string): readonly Explained[] {
  const value = evaluate(condition, context) ?? null;
  const within = (part: Condition, name: string): readonly Explained[] => listClauses(part, context, `${path}.${name}`);
  const parts =
    "all" in condition
      ? condition.all.map((part, index) => within(part, `all[${index}]`))
      : "any" in condition
        ? condition.any.map((part, index) => within(part, `any[${index}]`))
        : "not" in condition
          ? [within(condition.not, "not")]
          : undefined;
  const saw = parts ? null : shorten(see(condition, context, value));
  return [{ clause: path, value, saw }, ...(parts ?? []).flat()];
}

/** Where it is no value that is compared (segments, progress, elements), what it comes to. */
function see(condition: Condition, context: Context, value: boolean | null): unknown {
  const { url, traits = {}, account = {}, locale, device, now } = context;
  if ("trait" in condition) return own(traits, condition.trait);
  if ("account" in condition) return own(account, condition.account);
  if ("locale" in condition) return locale;
  if ("device" in condition) return device;
  if ("time" in condition) return now;
  if ("event" in condition) return countEvents(condition, context);
  if (!("url" in condition || "query" in condition || "hash" in condition)) return value;
  if (url === undefined) return null;
  const [path, query, fragment] = readAddress(url);
  if ("query" in condition) return seeQuery(condition, query);
  return "url" in condition ? path || "/" : fragment;
}

/** Only the parameters that are asked for: the others may be secrets. */
function seeQuery({ query: asked }: Query, query: string): unknown {
  const pairs = [...new URLSearchParams(query)];
  const valuesOf = (name: string) => pairs.filter(([key]) => key === name).map(([, value]) => shorten(value));
  return Object.fromEntries(Object.keys(asked).map((name) => [name, valuesOf(name)]));
}

function countEvents(clause: EventCount, context: Context): number | null {
  for (let times = 0; times <= (context.events?.length ?? -1); times++) {
    if (evaluate({ ...clause, at_least: times, at_most: times }, context)) return times;
  }
  return null;
}

export function listRules(attention: Attention, now: number): readonly Explained[] {
  const { starts, ended } = attention;
  const past = [...starts, ...(ended ? [ended] : [])].map((at) => Math.min(Date.parse(at), now));
  const count = (within: number): number => past.slice(0, starts.length).filter((at) => now - at < within).length;
  const saw = [past.length ? new Date(Math.max(...past)).toISOString() : null, count(DAY), count(7 * DAY)];
  return applyRules(attention, now).map((freeAt, index) => ({
    clause: `attention.${["gap", "per_day", "per_week"][index]}`,
    value: freeAt <= now,
    saw: saw[index],
  }));
}
