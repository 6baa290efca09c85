/**
 * Asks the host's own functions, and waits for them. In: which, and of what step; out: false if one of them says so. Who takes too
 * long or throws is passed over, and told of.
 */
import type { Waiter } from "../api.ts";
import type { CompiledTour } from "../wire.gen.ts";
import type { TourEnv } from "./env.ts";

/** Longer nobody is waited for unless they ask for it, ms. */
const PATIENCE = 5000;
/** Of more, as of Infinity, browsers make no wait at all, ms. */
const LONGEST = 2 ** 31 - 1;
const LATE = Symbol("late");

async function askOne({ listener, timeout }: Waiter, detail: unknown, name: string): Promise<unknown> {
  let timer: number | undefined;
  const patience = Number(timeout ?? PATIENCE);
  const late = new Promise((resolve) => {
    timer = window.setTimeout(resolve, patience >= 0 && patience <= LONGEST ? patience : PATIENCE, LATE);
  });
  try {
    return await Promise.race([late, Promise.resolve().then(() => listener(detail, name))]);
  } finally {
    clearTimeout(timer);
  }
}

export async function askHost(
  { listeners, record, fail }: TourEnv,
  hook: "before_step" | "after_step",
  tour: CompiledTour,
  index: number,
): Promise<boolean> {
  const step = tour.steps[index]?.id ?? "";
  const note = (reason: "timeout" | "error") => record({ name: "hook_failed", step, props: { hook, reason } });
  const answers = listeners(hook).map(async (waiter) => {
    try {
      const answer = await askOne(waiter, { tour: tour.id, step, index }, hook);
      if (answer === LATE) note("timeout");
      return answer;
    } catch (error) {
      fail(error);
      return note("error");
    }
  });
  return !(await Promise.all(answers)).includes(false);
}
