/**
 * Looks at the page for the step that waits. In: the tour, and what the core knows; out: what there is to be seen. What was found is
 * looked for again and again: a list that scrolls may have put another row in the same element.
 */
import type { Truth } from "../conditions.ts";
import type { CompiledStep, CompiledTour, Condition, Locator } from "../wire.gen.ts";
import type { TourEnv } from "./env.ts";
import type { Course, Sight } from "./machine.ts";

/** Of the time that passes, at most one part in so many goes into finding again what was found. */
const SHARE = 20;
/** What the person did counts for a condition that comes true this much later, ms: a host may have to ask its server. */
const GRACE = 1000;

export interface Seeker {
  readonly course: Course;
  readonly target: Element | null;
  readonly highlights: readonly Element[];
  look(step: CompiledStep): Sight;
  /** The target at this very moment: a framework may just have put a new one in its place. */
  find(step: CompiledStep): Element | null;
  /** Whether the step's `when` holds; false where it has none. */
  judge(step: CompiledStep): Truth;
  /** The person did what advances the step. */
  noteAct(): void;
  /** Another step: nothing is known of it. */
  forget(): void;
}

export function makeSeeker(tour: CompiledTour, env: TourEnv, isSeen: () => boolean): Seeker {
  let target: Element | null = null;
  let highlights: readonly Element[] = [];
  let due = 0;
  let acted = 0;
  // A target that was not there yet is not absent.
  const holds = (condition: Condition) => env.judge(condition, target ?? (isSeen() ? null : undefined));
  const judge = ({ advance: { when } }: CompiledStep): Truth => !!when && holds(when);
  const isThere = (element: Element): boolean => element.isConnected && env.isVisible(element);

  function seek({ target: locators, highlights: others = [] }: CompiledStep): Sight["missing"] {
    const start = performance.now();
    if (start < due && target && isThere(target)) return "absent";
    const found = env.find(locators);
    target = found.element;
    const find = (one: readonly Locator[]): readonly Element[] => [env.find(one).element].filter((it) => it !== null);
    highlights = target ? others.flatMap(find).filter((one) => one !== target) : [];
    const now = performance.now();
    due = now + SHARE * (now - start);
    return found.element ? "absent" : found.missing;
  }

  return {
    course: { tour, holds },
    get target() {
      return target;
    },
    get highlights() {
      return highlights;
    },
    look: (step) => {
      const here = !step.page || env.judgeBlindly({ url: step.page }) === true;
      const missing = here && step.target.length ? seek(step) : "absent";
      if (!here && target && !isThere(target)) target = null;
      return {
        here,
        held: tour.pause_when && holds(tour.pause_when) === true && "pause_when",
        wanted: !step.if || holds(step.if) || (env.judgeBlindly(step.if) === false ? false : null),
        found: !!target || !step.target.length,
        missing,
        reached: (!step.advance.on || performance.now() < acted) && judge(step) === true,
      };
    },
    find: (step) => {
      if (target && !target.isConnected) seek(step);
      return target;
    },
    judge,
    noteAct: () => {
      acted = performance.now() + GRACE;
    },
    forget: () => {
      target = null;
      highlights = [];
      due = acted = 0;
    },
  };
}
