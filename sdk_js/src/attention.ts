/** How much may start by itself: the rules of `server/handrail/progress/attention.py`. Pure; `tests/vectors/attention.json` holds both. */
import type { Attention } from "./wire.gen.ts";

const DAY = 86_400_000;

/**
 * When each rule allows, in ms: the gap, the cap of a day, the cap of a week. What is not after `now` allows now. What a clock that was
 * ahead left behind counts as of now: it neither frees nor blocks for ever.
 */
export function applyRules({ gap, day, week, starts, ended }: Attention, now: number): readonly number[] {
  const past = (at: string | null | undefined): number => (at ? Math.min(Date.parse(at), now) : -Infinity);
  const newest = starts.map(past).sort((a, b) => b - a);
  const free = (most: number, within: number): number => (newest[most - 1] ?? -Infinity) + within;
  return [Math.max(free(1, 0), past(ended)) + gap, free(day, DAY), free(week, 7 * DAY)];
}
