/** What of the queue goes with a request, and when to try again: pure. */
import type { PageEvent } from "./wire.gen.ts";

const MOST = 100;
const LARGEST = 48_000;

/** At most 100 events and 48 kB, the oldest first: with the rest of the request it stays under 60 kB, the limit of a `keepalive` too. */
export function takeBatch(queue: readonly PageEvent[]): readonly PageEvent[] {
  const batch: PageEvent[] = [];
  let size = 0;
  for (const event of queue) {
    size += new TextEncoder().encode(JSON.stringify(event)).length;
    if (batch.length === MOST || (size > LARGEST && batch.length)) break;
    batch.push(event);
  }
  return batch;
}

/**
 * Milliseconds until the next attempt: 1 s doubled with each failure, at most 5 minutes, between half and all of it by chance.
 * `Retry-After` (seconds or a date, RFC 9110, 10.2.3) is the least.
 */
export function nextDelay(failures: number, retryAfter: string | null, now: number, chance: number): number {
  const asked = retryAfter ? Number(retryAfter) * 1000 || Date.parse(retryAfter) - now || 0 : 0;
  const ours = Math.min(1000 * 2 ** failures, 300_000) * (0.5 + chance / 2);
  return Math.max(ours, Math.min(asked, 3_600_000));
}
