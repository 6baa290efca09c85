/**
 * A tour as it is walked: pure. A state and what is seen of the page in, the next state and what is to be recorded out. What is shown
 * follows from the state alone (`card.ts`); what it takes to know what happened is in `run.ts`. What moves it on besides the page is in
 * `turns.ts`, which no first card needs.
 */
import type { Truth } from "../conditions.ts";
import type { Missing } from "../page/target.ts";
import type { CompiledStep, CompiledTour, Condition } from "../wire.gen.ts";

/**
 * seeking: shows nothing yet · shown: the card stands · floating: the card without its target · away: waits on another page ·
 * lost: waits for a target that did not come · held: steps aside · declined: can be undone · over
 */
export type Phase = "seeking" | "shown" | "floating" | "away" | "lost" | "held" | "declined" | "over";

export interface State {
  readonly phase: Phase;
  /** Index of the step. */
  readonly step: number;
  /** Those shown before it, to go back to. */
  readonly path: readonly number[];
  /** Counts entries into steps: a new one, and whatever waited for the last is void. */
  readonly entry: number;
  readonly by: "by-person" | "by-itself";
  /** The card of this entry was shown. */
  readonly seen: boolean;
  /** Taken up where an earlier page left it: its outcome may be reached by what led here. */
  readonly again: boolean;
  /** False after Back: an outcome reached long ago must not push on. */
  readonly armed: boolean;
  /** A pause was recorded, and not yet its end. */
  readonly paused: boolean;
  /** `wait` has waited once. */
  readonly waited: boolean;
  /** Ids of the steps whose target the team was told to be missing. */
  readonly told: readonly string[];
  /** It was put off, and comes back. */
  readonly snoozed: boolean;
  /** Steps entered since one was shown: a circle ends here. */
  readonly hops: number;
  /** Steps that could not be shown. */
  readonly failures: number;
  /** What was declined: this tour or all. */
  readonly all: boolean;
  /** The line that it waits was closed. */
  readonly quiet: boolean;
}

/** Where and how it begins: steps by their ids, `path` null where no one remembers it. */
export interface Beginning extends Pick<State, "by" | "quiet" | "paused" | "again" | "armed" | "told" | "snoozed"> {
  readonly step: string | null;
  readonly path: readonly string[] | null;
}

/** What the page looks like to the step that waits. */
export interface Sight {
  readonly here: boolean;
  /** Why it steps aside, if it does. */
  readonly held: "pause_when" | "out_of_reach" | false | null;
  /** The step's `if`; null while it does not hold, but may when the page has settled. */
  readonly wanted: Truth;
  readonly found: boolean;
  readonly missing: Missing;
  /** `advance.when` holds, and it is alone or the person has just done what goes with it. */
  readonly reached: boolean;
}

export type Happening =
  | { readonly type: "looked" | "timed_out"; readonly sight: Sight }
  | { readonly type: "advanced"; readonly by: State["by"] }
  | { readonly type: "went"; readonly to: string }
  | { readonly type: "declined"; readonly all: boolean }
  | { readonly type: "snoozed"; readonly until: string }
  | { readonly type: "failed"; readonly reason: string }
  | { readonly type: "went_back" | "completed" | "left" | "undone" | "resumed" | "quieted" | "passed" };

/** What is to be recorded. */
export interface TourEvent {
  readonly name: string;
  readonly step?: string;
  readonly props?: Readonly<{ [name: string]: unknown }>;
}

export interface Course {
  readonly tour: CompiledTour;
  readonly holds: (condition: Condition) => Truth;
}

export type Next = readonly [State, readonly TourEvent[]];

/** Those that this release can show; `hidden` shows nothing. */
const SHOWN = /^(spotlight|modal|tooltip|slide-out|banner)$/;

export function findStep({ steps }: CompiledTour, id: string | null | undefined): number {
  const index = steps.findIndex((step) => step.id === id);
  return index < 0 ? steps.findIndex(({ was }) => was.includes(id as string)) : index;
}

/** The step after this one; past the last, the tour is done. */
export function nextStep({ tour, holds }: Course, step: number): number {
  for (const branch of tour.steps[step]?.next ?? []) {
    if (branch.if && holds(branch.if) !== true) continue;
    const to = findStep(tour, branch.to);
    if (to >= 0) return to;
  }
  return step + 1;
}

/** A later release may bring others. */
export const isKnown = ({ type }: CompiledStep): boolean => type === "hidden" || SHOWN.test(type);

/** Whether a step has something to show, as far as can be known: its `if` is not false. */
export function shows({ tour, holds }: Course, at: number): boolean {
  const step = tour.steps[at];
  return !!step && SHOWN.test(step.type) && !(step.if && holds(step.if) === false);
}

/** The steps that show something from here on, and were not `been` at. */
export function listAhead(course: Course, from: number, been: readonly number[] = []): readonly number[] {
  const ahead = new Set(been);
  for (let at = from; course.tour.steps[at] && !ahead.has(at); at = nextStep(course, at)) ahead.add(at);
  return [...ahead].slice(been.length).filter((at) => shows(course, at));
}

export function start(by: State["by"]): State {
  const plain = { again: false, armed: true, paused: false, told: [], snoozed: false, quiet: false };
  const fresh = { seen: false, waited: false, all: false, hops: 0, failures: 0 };
  return { ...plain, ...fresh, phase: "seeking", step: 0, path: [], entry: 1, by };
}

export function enter(course: Course, state: State, step: number, by: State["by"], path: readonly number[]): Next {
  const { steps } = course.tour;
  // Round to a step of before, the way since then is undone.
  const before = path.indexOf(step);
  const way = before < 0 ? path : path.slice(0, before);
  const next: State = { ...state, phase: "seeking", step, by, path: way, entry: state.entry + 1 };
  if (step >= steps.length) return [{ ...next, phase: "over" }, [{ name: "tour_completed" }]];
  if (state.hops > 2 * steps.length) return fail(next, "circle");
  return [{ ...next, seen: false, again: false, armed: true, waited: false, hops: state.hops + 1 }, []];
}

export const fail = (state: State, reason: string): Next => [
  { ...state, phase: "over" },
  [{ name: "tour_failed", props: { reason } }],
];

export function pause(state: State, phase: Phase, reason: string): Next {
  return [{ ...state, phase, paused: true }, state.paused ? [] : [{ name: "tour_paused", props: { reason } }]];
}

/** On to the next, after what `records` says. */
export function moveOn(course: Course, state: State, by: State["by"], records: readonly TourEvent[]): Next {
  const to = nextStep(course, state.step);
  // A step that the last page showed counts too: its outcome led here.
  const was = state.seen || (state.again && shows(course, state.step));
  const [next, more] = enter(course, state, to, by, was ? [...state.path, state.step] : state.path);
  return [next, [...records, ...more]];
}

export function show(course: Course, state: State, phase: Phase): Next {
  const { id: step } = course.tour.steps[state.step] as CompiledStep;
  const auto = state.by === "by-itself";
  const resumed =
    state.paused || state.snoozed ? [{ name: "tour_resumed", ...(state.snoozed && { props: { auto } }) }] : [];
  const shown = state.seen ? [] : [{ name: "step_shown", step }];
  const going = { seen: true, quiet: false, paused: false, snoozed: false, hops: 0 };
  return [{ ...state, phase, ...going }, [...resumed, ...shown]];
}

export function look(course: Course, before: State, sight: Sight): Next {
  const step = course.tour.steps[before.step] as CompiledStep;
  const { phase } = before;
  if (/over|declined/.test(phase)) return [before, []];
  const state = sight.reached ? before : { ...before, armed: true };
  if (sight.reached && state.armed) {
    const done = state.seen || state.again || step.type === "hidden";
    return moveOn(course, state, "by-itself", done ? [{ name: "step_completed", step: step.id }] : []);
  }
  if (sight.held) return pause(state, "held", sight.held);
  if (!sight.here) return phase === "away" ? [state, []] : [{ ...state, phase: "seeking" }, []];
  // Whoever is at something else meanwhile stays there.
  if (phase === "held") return look(course, { ...state, phase: "seeking", by: "by-itself" }, sight);
  if (phase === "away" || (phase === "lost" && sight.found)) {
    return look(course, { ...state, phase: "seeking" }, sight);
  }
  if (phase === "lost" || (phase === "floating" && !sight.found) || step.type === "hidden") return [state, []];
  if (!sight.wanted && !state.seen) return sight.wanted === null ? [state, []] : moveOn(course, state, state.by, []);
  if (!sight.found) return [{ ...state, phase: "seeking" }, []];
  return show(course, state, "shown");
}
