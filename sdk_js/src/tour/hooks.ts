/**
 * Asks the host's own functions, and waits for them. In: who listens, and what they are told; out: false if one of them says so. Who
 * takes too long or throws is passed over, and told of. A chunk of its own: few hosts have such functions.
 */
import type { Waiter } from "../api.ts";

/** Longer nobody is waited for unless they ask for it, ms. */
const PATIENCE = 5000;
const LATE = Symbol("late");

export type HookReason = "timeout" | "error";

async function askOne({ listener, timeout = PATIENCE }: Waiter, detail: unknown, name: string): Promise<unknown> {
  let timer: number | undefined;
  const late = new Promise((resolve) => {
    timer = window.setTimeout(resolve, timeout, LATE);
  });
  try {
    return await Promise.race([late, Promise.resolve().then(() => listener(detail, name))]);
  } finally {
    clearTimeout(timer);
  }
}

export async function askHost(
  waiters: readonly Waiter[],
  name: string,
  detail: unknown,
  onFailure: (reason: HookReason, error?: unknown) => void,
): Promise<boolean> {
  const answers = waiters.map(async (waiter) => {
    try {
      const answer = await askOne(waiter, detail, name);
      if (answer === LATE) onFailure("timeout");
      return answer;
    } catch (error) {
      return onFailure("error", error);
    }
  });
  return !(await Promise.all(answers)).includes(false);
}
