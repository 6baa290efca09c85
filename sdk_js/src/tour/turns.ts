/** What moves a tour on, turns it back and ends it: pure. A state and what happened in, the next state and what is to be recorded out. */
import type { CompiledStep } from "../wire.gen.ts";
import {
  type Course,
  enter,
  fail,
  findStep,
  type Happening,
  isKnown,
  look,
  moveOn,
  type Next,
  pause,
  type Sight,
  type State,
  show,
  type TourEvent,
} from "./machine.ts";

/** The server takes no longer reason. */
const LONGEST = 200;
/** While the host is waited for, these do nothing: they were pressed twice. */
const MOVES = /^(advanced|went|went_back|completed)$/;

/** On past a step that can't be shown. Where none could, the tour has failed as a whole. */
function pass(course: Course, state: State, reason: string): Next {
  const { steps } = course.tour;
  const failures = state.failures + 1;
  const records = [
    { name: "step_failed", step: (steps[state.step] as CompiledStep).id, props: { reason: reason.slice(0, LONGEST) } },
  ];
  const [next, more] = moveOn(course, { ...state, seen: false, again: false, failures }, state.by, records);
  const ended = next.phase === "over" && !next.path.length;
  if (!ended && failures <= steps.length) return [next, more];
  const [over, failed] = fail(next, "step_failed");
  return [over, [...records, ...failed]];
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

/** `waiting`: for a function of the host's. */
export function transition(course: Course, state: State, happening: Happening, waiting = false): Next {
  const { phase } = state;
  if (phase === "over" || (waiting && MOVES.test(happening.type))) return [state, []];
  const now = course.tour.steps[state.step] as CompiledStep;
  const { id: step } = now;
  if (phase === "declined") {
    if (happening.type === "quieted") return [{ ...state, phase: "over" }, []];
    if (happening.type !== "undone") return [state, []];
    const next: State = { ...state, phase: "seeking", by: "by-person", paused: false, entry: state.entry + 1 };
    return [next, [changePreferences(course, state.all, true), { name: "tour_resumed" }]];
  }
  switch (happening.type) {
    case "looked":
      return isKnown(now) ? look(course, state, happening.sight) : pass(course, state, "unknown_type");
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
    case "undone":
      return [state, []];
  }
}
