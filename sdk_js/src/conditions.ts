/**
 * Does a condition hold? True, false, null where it can't be known yet, undefined where nobody here can ever tell; unknown is not true.
 * Pure, and the same in Python, where both unknowns are None: `tests/vectors/conditions.json` is read by both.
 */
import type { Comparison, Condition, ElementState, EventCount, Period, Query } from "./wire.gen.ts";

export type Truth = boolean | null | undefined;

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
  readonly elements?: ((element: ElementState["element"], state: string) => Truth) | undefined;
}

const STANDINGS = ["seen", "completed", "dismissed", "active", "passed"] as const;
type ProgressClause = (typeof STANDINGS)[number];

const UNITS: Fields = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5 };

/** "And": one false decides, else what nobody can tell, else one unknown. */
function every<T>(values: readonly T[], test: (value: T) => Truth): Truth {
  let all: Truth = true;
  for (const value of values) {
    const holds = test(value);
    if (holds === false) return false;
    if (all || holds === undefined) all = holds;
  }
  return all;
}

const negate = (truth: Truth): Truth => (truth == null ? truth : !truth);

/** What a record itself has under a name; what every object has is not meant. */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

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

type Address = readonly [path: string, query: string, fragment: string];

/** Any text is some address. The path without a slash at its end, and the fragment, are decoded. */
export function readAddress(url: string): Address {
  const [, path = "", query = "", fragment = ""] =
    /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "")) ?? [];
  return [trimSlash(decode(path)), query, decode(fragment)];
}

/** A time in milliseconds (RFC 3339, or a date alone, at midnight UTC), a number itself; nothing else has an order. */
function toOrdered(value: unknown): number {
  if (typeof value === "number") return value;
  const instant = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;
  return typeof value === "string" && instant.test(value) ? Date.parse(value) : NaN;
}

type Test = (value: unknown, bound: never) => Truth;

const order =
  (holds: (difference: number) => boolean): Test =>
  (value, bound) => {
    const difference = toOrdered(value) - toOrdered(bound);
    return typeof value !== typeof bound || Number.isNaN(difference) ? null : holds(difference);
  };

const TESTS: Readonly<Record<string, Test>> = {
  is: (value, bound) => value === bound,
  is_not: (value, bound) => value !== bound,
  in: (value, bound: readonly unknown[]) => bound.includes(value),
  not_in: (value, bound: readonly unknown[]) => !bound.includes(value),
  contains: (value, bound) => {
    if (Array.isArray(value)) return value.includes(bound);
    return typeof value === "string" ? typeof bound === "string" && value.includes(bound) : null;
  },
  gt: order((difference) => difference > 0),
  gte: order((difference) => difference >= 0),
  lt: order((difference) => difference < 0),
  lte: order((difference) => difference <= 0),
};

function compare(value: unknown, test: Comparison): Truth {
  if (test.exists !== undefined) return ((value ?? null) !== null) === test.exists;
  for (const [name, bound] of Object.entries(test)) {
    const holds = own(TESTS, name);
    if (holds) return value == null ? null : holds(value, bound as never);
  }
  return null;
}

function count(event: string, { events, now }: Context, { at_least, at_most, within, where = {} }: EventCount): Truth {
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

/** What a clause says, by the key that names it; `said` is what stands there. */
type Clause = (said: never, context: Context, whole: never) => Truth;

const isSo =
  (clause: ProgressClause): Clause =>
  (item: string, { progress }) =>
    progress ? (own(progress, item)?.[clause] ?? false) : null;

const ofAddress =
  (test: (said: never, address: Address) => boolean): Clause =>
  (said, { url }) =>
    url === undefined ? null : test(said, readAddress(url));

const CLAUSES: Readonly<Record<string, Clause>> = {
  all: (parts: readonly Condition[], context) => every(parts, (one) => evaluate(one, context)),
  any: (parts: readonly Condition[], context) => negate(every(parts, (one) => negate(evaluate(one, context)))),
  not: (part: Condition, context) => negate(evaluate(part, context)),
  segment: (name: string, { segments = {} }) => own(segments, name) ?? null,
  trait: (name: string, { traits }, test: Comparison) => (traits ? compare(own(traits, name), test) : null),
  account: (name: string, { account }, test: Comparison) => (account ? compare(own(account, name), test) : null),
  event: count,
  element: (element: ElementState["element"], { elements }, { state = "visible" }: ElementState) =>
    elements?.(element, state) ?? null,
  locale: (wanted: string | readonly string[], { locale }) => {
    const mine = locale?.toLowerCase();
    return mine ? [wanted].flat().some((tag) => `${mine}-`.startsWith(`${tag.toLowerCase()}-`)) : null;
  },
  device: (wanted: string | readonly string[], { device }) => (device ? [wanted].flat().includes(device) : null),
  time: ({ after, before }: Period, { now }) => {
    const at = Date.parse(now ?? "");
    return now ? !(after && at < Date.parse(after)) && !(before && at >= Date.parse(before)) : null;
  },
  ...Object.fromEntries(STANDINGS.map((clause) => [clause, isSo(clause)])),
  url: ofAddress((globs: string | readonly string[], [path]) =>
    [globs].flat().some((glob) => matchesGlob(trimSlash(glob), path)),
  ),
  query: ofAddress((wanted: Query["query"], [, query]) => {
    const pairs = [...new URLSearchParams(query)];
    return Object.entries(wanted).every(([name, glob]) =>
      pairs.some(([key, value]) => key === name && matchesGlob(glob, value)),
    );
  }),
  hash: ofAddress((globs: string | readonly string[], [, , fragment]) =>
    [globs].flat().some((glob) => matchesGlob(glob, fragment)),
  ),
};

/** A clause of a later server is not true, but not false either. */
export function evaluate(condition: Condition, context: Context): Truth {
  for (const [name, said] of Object.entries(condition)) {
    const clause = own(CLAUSES, name);
    if (clause) return clause(said as never, context, condition as never);
  }
  return undefined;
}
