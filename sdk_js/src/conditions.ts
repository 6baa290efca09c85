/**
 * Does a condition hold? True, false, or null where it can't be known; unknown is not true. Pure, and the same in Python:
 * `tests/vectors/conditions.json` is read by both.
 */
import type { Comparison, Condition, ElementState, EventCount, Hash, Period, Query, Url } from "./wire.gen.ts";

export type Truth = boolean | null;

type Fields = Readonly<Record<string, unknown>>;

/** What is known. What is left out is not. */
export interface Context {
  readonly traits?: Fields;
  readonly account?: Fields;
  readonly segments?: Readonly<Record<string, boolean>>;
  readonly url?: string;
  readonly locale?: string;
  readonly device?: string;
  /** ISO 8601 */
  readonly now?: string;
  readonly events?: readonly { readonly name: string; readonly at: string; readonly props?: Fields }[];
  readonly progress?: Readonly<Record<string, Readonly<Partial<Record<ProgressClause, boolean>>>>>;
  readonly elements?: (element: ElementState["element"], state: string) => Truth;
}

type ProgressClause = "seen" | "completed" | "dismissed" | "active";

const UNITS: Fields = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5 };

/** Three-valued "and": one false decides, else one unknown. */
function every<T>(values: readonly T[], test: (value: T) => Truth): Truth {
  let all: Truth = true;
  for (const value of values) {
    const holds = test(value);
    if (holds === false) return false;
    if (holds === null) all = null;
  }
  return all;
}

const negate = (truth: Truth): Truth => (truth === null ? null : !truth);

const some = <T>(values: readonly T[], test: (value: T) => Truth): Truth =>
  negate(every(values, (value) => negate(test(value))));

/** What a record itself has under a name; what every object has is not meant. */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

const listOf = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value]) as readonly T[];

/** `*` stands for any run of characters, `/` and none included. Found from left to right, in time that stays linear. */
export function matchesGlob(glob: string, text: string): boolean {
  const [head = "", ...parts] = glob.split("*");
  const tail = parts.pop();
  if (tail === undefined) return glob === text;
  if (!text.startsWith(head) || !text.endsWith(tail) || text.length < head.length + tail.length) return false;
  let from = head.length;
  const end = text.length - tail.length;
  for (const part of parts) {
    from = text.indexOf(part, from) + part.length;
    if (from < part.length || from > end) return false;
  }
  return true;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // Not percent-encoded UTF-8: as it stands.
  }
}

const trimSlash = (path: string): string => path.replace(/\/+$/, "");

/** Any text is some address: `[path, query, fragment]`. */
function split(url: string): readonly [string, string, string] {
  const [, path = "", query = "", fragment = ""] =
    /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "")) ?? [];
  return [path, query, fragment];
}

/** A clause of a later server matches nothing, but is not false either. */
function matchesAddress(clause: Partial<Url & Query & Hash>, url: string): Truth {
  const [path, query, fragment] = split(url);
  if (clause.url) {
    const decoded = trimSlash(decode(path));
    return listOf(clause.url).some((glob) => matchesGlob(trimSlash(glob), decoded));
  }
  if (clause.query) {
    const pairs = [...new URLSearchParams(query)];
    return Object.entries(clause.query).every(([name, glob]) =>
      pairs.some(([key, value]) => key === name && matchesGlob(glob, value)),
    );
  }
  return clause.hash ? listOf(clause.hash).some((glob) => matchesGlob(glob, decode(fragment))) : null;
}

/** A time in milliseconds (RFC 3339, or a date alone, at midnight UTC), a number itself; nothing else has an order. */
function toOrdered(value: unknown): number {
  if (typeof value === "number") return value;
  const instant = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;
  return typeof value === "string" && instant.test(value) ? Date.parse(value) : NaN;
}

function compare(value: unknown, test: Comparison): Truth {
  if (test.exists !== undefined) return (value !== undefined && value !== null) === test.exists;
  if (value === undefined || value === null) return null;
  if (test.is !== undefined) return value === test.is;
  if (test.is_not !== undefined) return value !== test.is_not;
  if (test.in) return test.in.includes(value as string);
  if (test.not_in) return !test.not_in.includes(value as string);
  const { contains } = test;
  if (contains !== undefined) {
    if (Array.isArray(value)) return value.includes(contains);
    return typeof value === "string" ? typeof contains === "string" && value.includes(contains) : null;
  }
  const { gt, gte, lt, lte } = test;
  const bound = gt ?? gte ?? lt ?? lte;
  const difference = toOrdered(value) - toOrdered(bound);
  if (typeof value !== typeof bound || Number.isNaN(difference)) return null;
  if (gt !== undefined) return difference > 0;
  if (gte !== undefined) return difference >= 0;
  return lt !== undefined ? difference < 0 : difference <= 0;
}

function count({ event, at_least, at_most, within, where = {} }: EventCount, { events, now }: Context): Truth {
  if (!events || (within && !now)) return null;
  const [, length = "", unit = ""] = /^(\d+)(\D+)$/.exec(within ?? "") ?? [];
  const since = within ? Date.parse(now ?? "") - Number(length) * (UNITS[unit] as number) : -Infinity;
  const times = events.filter(
    ({ name, at, props = {} }) =>
      name === event &&
      Date.parse(at) >= since &&
      every(Object.entries(where), ([prop, test]) =>
        compare(own(props, prop), typeof test === "object" ? test : { is: test }),
      ),
  ).length;
  return times >= (at_least ?? (at_most === undefined ? 1 : 0)) && times <= (at_most ?? Infinity);
}

function isWithin({ after, before }: Period, now: string): boolean {
  const at = Date.parse(now);
  return !(after && at < Date.parse(after)) && !(before && at >= Date.parse(before));
}

export function evaluate(condition: Condition, context: Context): Truth {
  if ("all" in condition) return every(condition.all, (one) => evaluate(one, context));
  if ("any" in condition) return some(condition.any, (one) => evaluate(one, context));
  if ("not" in condition) return negate(evaluate(condition.not, context));
  if ("segment" in condition) return (context.segments && own(context.segments, condition.segment)) ?? null;
  if ("trait" in condition) return context.traits ? compare(own(context.traits, condition.trait), condition) : null;
  if ("account" in condition)
    return context.account ? compare(own(context.account, condition.account), condition) : null;
  if ("event" in condition) return count(condition, context);
  if ("element" in condition) return context.elements?.(condition.element, condition.state ?? "visible") ?? null;
  if ("locale" in condition) {
    const mine = context.locale?.toLowerCase();
    return mine ? listOf(condition.locale).some((tag) => `${mine}-`.startsWith(`${tag.toLowerCase()}-`)) : null;
  }
  if ("device" in condition) {
    const { device } = context;
    return device ? listOf<string>(condition.device).includes(device) : null;
  }
  if ("time" in condition) {
    const { now } = context;
    return now ? isWithin(condition.time, now) : null;
  }
  for (const clause of ["seen", "completed", "dismissed", "active"] as const) {
    const item = (condition as unknown as Readonly<Record<string, string>>)[clause];
    if (item === undefined) continue;
    const { progress } = context;
    return progress ? (own(progress, item)?.[clause] ?? false) : null;
  }
  const { url } = context;
  return url === undefined ? null : matchesAddress(condition as Url & Query & Hash, url);
}
