/**
 * A tour as it is walked: pure. A state and what happened in, the next state and what is to be recorded out. What is shown follows
 * from the state alone (`card.ts`); what it takes to know what happened is in `run.ts`.
 */
import type { Truth } from "../conditions.ts";
import type { Missing } from "../page/target.ts";
import type { CompiledStep, CompiledTour, Condition } from "../wire.gen.ts";

/**
 * seeking: shows nothing yet · shown: the card stands · floating: the card without its target · away: waits on another page ·
 * lost: waits for a target that did not come · held: `pause_when` holds · declined: can be undone · over
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
  readonly held: boolean;
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
  | { readonly type: "went_back" | "completed" | "left" | "undone" | "resumed" | "quieted" | "passed" | "taken_back" };

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

type Next = readonly [State, readonly TourEvent[]];

/** Those that this release can show; `hidden` shows nothing. */
const SHOWN = /^(spotlight|modal|tooltip|slide-out|banner)$/;

export function findStep({ steps }: CompiledTour, id: string | null | undefined): number {
  const index = steps.findIndex((step) => step.id === id);
  return index < 0 ? steps.findIndex(({ was }) => id != null && was.includes(id)) : index;
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

/** Whether a step has something to show, as far as can be known: its `if` is not false. */
function shows({ tour, holds }: Course, at: number): boolean {
  const step = tour.steps[at];
  return !!step && SHOWN.test(step.type) && !(step.if && holds(step.if) === false);
}

/** The steps that show something from here on. */
export function listAhead(course: Course, from: number): readonly number[] {
  const ahead = new Set<number>();
  for (let at = from; course.tour.steps[at] && !ahead.has(at); at = nextStep(course, at)) ahead.add(at);
  return [...ahead].filter((at) => shows(course, at));
}

/** How one came to a step, where no one remembers it: by the branches that hold, or else by others. */
function findWay(course: Course, to: number, way: readonly number[] = [0], been = new Set(way)): readonly number[] {
  const at = way.at(-1) as number;
  if (at === to) return way.slice(0, -1);
  const { steps } = course.tour;
  const branches = steps[at]?.next ?? [];
  const others = branches.map((branch) => findStep(course.tour, branch.to));
  for (const next of [nextStep(course, at), ...others, branches.every((branch) => branch.if) ? at + 1 : -1]) {
    if (!steps[next] || been.has(next)) continue;
    been.add(next);
    const found = findWay(course, to, [...way, next], been);
    if (found.length) return found;
  }
  return [];
}

/** Begins at a step, or takes up there what was begun before: after what is left of the way, if the step itself is gone. */
export function begin(course: Course, { step: id, path: ids, ...from }: Beginning): State {
  const { tour } = course;
  const known = ids?.map((one) => findStep(tour, one)).filter((at) => at >= 0);
  const there = findStep(tour, id);
  const after = known?.length ? nextStep(course, known.at(-1) as number) : 0;
  const step = there < 0 ? Math.min(after, tour.steps.length - 1) : there;
  const path = known ?? findWay(course, step).filter((at) => shows(course, at));
  const fresh = { seen: false, waited: false, all: false, hops: 0, failures: 0 };
  return { ...fresh, ...from, phase: "seeking", step, path, entry: 1 };
}

function enter(course: Course, state: State, step: number, by: State["by"], path: readonly number[]): Next {
  const { steps } = course.tour;
  // Round to a step of before, the way since then is undone.
  const before = path.indexOf(step);
  const way = before < 0 ? path : path.slice(0, before);
  const next: State = { ...state, phase: "seeking", step, by, path: way, entry: state.entry + 1 };
  if (step >= steps.length) return [{ ...next, phase: "over" }, [{ name: "tour_completed" }]];
  if (state.hops > 2 * steps.length) return fail(next, "circle");
  return [{ ...next, seen: false, again: false, armed: true, waited: false, hops: state.hops + 1 }, []];
}

const fail = (state: State, reason: string): Next => [
  { ...state, phase: "over" },
  [{ name: "tour_failed", props: { reason } }],
];

function pause(state: State, phase: Phase, reason: string): Next {
  return [{ ...state, phase, paused: true }, state.paused ? [] : [{ name: "tour_paused", props: { reason } }]];
}

/** On to the next, after what `records` says. */
function moveOn(course: Course, state: State, by: State["by"], records: readonly TourEvent[]): Next {
  const to = nextStep(course, state.step);
  // A step that the last page showed counts too: its outcome led here.
  const was = state.seen || (state.again && shows(course, state.step));
  const [next, more] = enter(course, state, to, by, was ? [...state.path, state.step] : state.path);
  return [next, [...records, ...more]];
}

function show(course: Course, state: State, phase: Phase): Next {
  const { id: step } = course.tour.steps[state.step] as CompiledStep;
  const auto = state.by === "by-itself";
  const resumed =
    state.paused || state.snoozed ? [{ name: "tour_resumed", ...(state.snoozed && { props: { auto } }) }] : [];
  const shown = state.seen ? [] : [{ name: "step_shown", step }];
  const going = { seen: true, quiet: false, paused: false, snoozed: false, hops: 0 };
  return [{ ...state, phase, ...going }, [...resumed, ...shown]];
}

/** On past a step that can't be shown. Where none could, the tour has failed as a whole. */
function pass(course: Course, state: State, reason: string): Next {
  const { steps } = course.tour;
  const failures = state.failures + 1;
  const records = [{ name: "step_failed", step: (steps[state.step] as CompiledStep).id, props: { reason } }];
  const [next, more] = moveOn(course, { ...state, seen: false, again: false, failures }, state.by, records);
  const ended = next.phase === "over" && !next.path.length;
  if (!ended && failures <= steps.length) return [next, more];
  const [over, failed] = fail(next, "step_failed");
  return [over, [...records, ...failed]];
}

function look(course: Course, before: State, sight: Sight): Next {
  const step = course.tour.steps[before.step] as CompiledStep;
  const { phase } = before;
  if (!SHOWN.test(step.type) && step.type !== "hidden") return pass(course, before, "unknown_type");
  const state = sight.reached ? before : { ...before, armed: true };
  if (sight.reached && state.armed) {
    const done = state.seen || state.again || step.type === "hidden";
    return moveOn(course, state, "by-itself", done ? [{ name: "step_completed", step: step.id }] : []);
  }
  if (sight.held) return phase === "held" ? [state, []] : pause(state, "held", "pause_when");
  if (!sight.here) return phase === "away" ? [state, []] : [{ ...state, phase: "seeking" }, []];
  if (phase === "held" || phase === "away" || (phase === "lost" && sight.found)) {
    return look(course, { ...state, phase: "seeking" }, sight);
  }
  if (phase === "lost" || phase === "floating" || step.type === "hidden") return [state, []];
  if (!sight.wanted && !state.seen) return sight.wanted === null ? [state, []] : moveOn(course, state, state.by, []);
  if (!sight.found) return [{ ...state, phase: "seeking" }, []];
  return show(course, state, "shown");
}

function timeOut(course: Course, state: State, { here, wanted, missing }: Sight): Next {
  const step = course.tour.steps[state.step] as CompiledStep;
  if (state.phase !== "seeking" || step.type === "hidden") return [state, []];
  if (!here) return pause(state, "away", "page");
  if (!wanted && !state.seen) return moveOn(course, state, state.by, []);
  const way = step.on_missing?.do ?? "pause";
  if (way === "wait" && !state.waited) return [{ ...state, waited: true }, []];

  const known = state.told.includes(step.id);
  const [next, records] = giveUp(course, known ? state : { ...state, told: [...state.told, step.id] }, way);
  const props = { locator: step.target[0], reason: missing };
  return [next, known ? records : [{ name: "target_missing", step: step.id, props }, ...records]];
}

function giveUp(course: Course, state: State, way: string): Next {
  if (way === "skip") return moveOn(course, state, "by-itself", []);
  if (way === "float") return show(course, state, "floating");
  return way === "end" ? fail(state, "target_missing") : pause(state, "lost", "target_missing");
}

function changePreferences({ tour }: Course, all: boolean, on: boolean): TourEvent {
  return { name: "preferences_changed", props: all ? { tours: on } : { items: { [tour.id]: on } } };
}

export function transition(course: Course, state: State, happening: Happening): Next {
  const { phase } = state;
  if (phase === "over") return [state, []];
  const { id: step } = course.tour.steps[state.step] as CompiledStep;
  if (phase === "declined") {
    if (happening.type === "quieted" || happening.type === "taken_back") return [{ ...state, phase: "over" }, []];
    if (happening.type !== "undone") return [state, []];
    const next: State = { ...state, phase: "seeking", by: "by-person", paused: false, entry: state.entry + 1 };
    return [next, [changePreferences(course, state.all, true), { name: "tour_resumed" }]];
  }
  switch (happening.type) {
    case "looked":
      return look(course, state, happening.sight);
    case "timed_out":
      return timeOut(course, state, happening.sight);
    case "advanced":
      return moveOn(course, state, happening.by, [{ name: "step_completed", step }]);
    case "went": {
      const to = findStep(course.tour, happening.to);
      return enter(course, state, to < 0 ? state.step : to, "by-person", [...state.path, state.step]);
    }
    case "went_back": {
      const [next, records] = enter(
        course,
        state,
        state.path.at(-1) ?? state.step,
        "by-person",
        state.path.slice(0, -1),
      );
      return [{ ...next, armed: false }, records];
    }
    case "passed":
      return moveOn(course, state, state.by, []);
    case "failed":
      return pass(course, state, happening.reason);
    case "completed":
      return [{ ...state, phase: "over" }, [{ name: "step_completed", step }, { name: "tour_completed" }]];
    case "left":
      return [{ ...state, phase: "over" }, [{ name: "tour_dismissed", step, props: { reason: "left" } }]];
    case "snoozed":
      return [{ ...state, phase: "over" }, [{ name: "tour_snoozed", props: { until: happening.until } }]];
    case "declined": {
      const { all } = happening;
      const dismissed = { name: "tour_dismissed", step, props: { reason: "declined", all } };
      return [{ ...state, phase: "declined", all }, [dismissed, changePreferences(course, all, false)]];
    }
    case "resumed":
      return [{ ...state, phase: "seeking", by: "by-person", entry: state.entry + 1, waited: false, quiet: false }, []];
    case "quieted":
      return [{ ...state, quiet: true }, []];
    case "taken_back":
      return [{ ...state, phase: "over" }, []];
    case "undone":
      return [state, []];
  }
}
