/** Takes up a tour where it was left: pure. In: what this device and the server remember of it; out: the state to begin with. */
import type { TourEnv } from "./env.ts";
import { type Beginning, type Course, findStep, nextStep, type State, shows, start } from "./machine.ts";

/** Where this device left it, unless another went on with it since. */
export function findBeginning({ by, again, cursor, progress }: TourEnv): Beginning {
  const known = progress?.step ?? null;
  const { step, path, quiet, paused, armed, told } =
    cursor?.shown === known ? cursor : { step: known, path: null, quiet: false, paused: false, armed: true, told: [] };
  const isAsked = by === "by-person";
  return {
    step,
    path,
    quiet: quiet && !isAsked,
    paused,
    armed,
    told,
    by,
    again,
    snoozed: progress?.status === "snoozed",
  };
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
  return { ...start(from.by), ...from, step, path };
}
