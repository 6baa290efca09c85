/** When something may start by itself, in the person's own time: pure but for the time zone. */
import type { ListedSchedule } from "./wire.gen.ts";

const MINUTE = 60_000;

/** `now` where it is open, else when to ask again, in ms: at the next minute, or never (Infinity) when it is over. */
export function findOpening(schedule: ListedSchedule | null | undefined, now: number): number {
  if (!schedule) return now;
  const { hours, until } = schedule;
  // Of a later server they may be told otherwise.
  const days = [schedule.days ?? []].flat();
  if (until && now >= Date.parse(until)) return Infinity;
  // `Mon Jan 05 2026 09:00:00 …`, in any locale (ECMA-262, Date.prototype.toString).
  const said = `${new Date(now)}`.toLowerCase();
  const time = said.slice(16, 21);
  const { from, to } = hours ?? { from: "", to: "24" };
  const inside = from < to ? from <= time && time < to : from <= time || time < to;
  if (inside && (!days.length || days.some((day) => said.startsWith(day)))) return now;
  return now - (now % MINUTE) + MINUTE;
}
