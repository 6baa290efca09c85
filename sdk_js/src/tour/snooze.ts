/** When what was put off comes back: pure. In: for how long, and the time; out: an instant, days by the calendar of this place. */
import type { Snooze } from "../../../widgets/src/contract.ts";

const HOUR = 36e5;
const MORNING = 8;

export function findReturn(time: Snooze, now: Date): Date {
  if (time === "hour") return new Date(now.getTime() + HOUR);
  const day = now.getDate() + (time === "week" ? 7 : 1);
  return new Date(now.getFullYear(), now.getMonth(), day, MORNING);
}
