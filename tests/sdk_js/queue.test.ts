import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextDelay, takeBatch } from "../../sdk_js/src/queue.ts";
import type { PageEvent } from "../../sdk_js/src/wire.gen.ts";

const event = (id: number, size: number): PageEvent => ({
  id: `${id}`,
  name: "saved",
  at: "",
  props: { text: "é".repeat(size) },
});
const bytes = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

describe("a batch", () => {
  it("is a beginning of the queue, within both limits, and never empty while something waits", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4000 }), { maxLength: 130 }), (sizes) => {
        const queue = sizes.map((size, index) => event(index, size));
        const batch = takeBatch(queue);
        expect(batch).toEqual(queue.slice(0, batch.length));
        expect(batch.length).toBeLessThanOrEqual(100);
        expect(bytes(batch)).toBeLessThanOrEqual(50_000);
        expect(batch.length > 0).toBe(queue.length > 0);
      }),
    );
  });
});

describe("the next attempt", () => {
  it("comes later each time, at most after five minutes, and never all at once", () => {
    fc.assert(
      fc.property(fc.nat(40), fc.double({ min: 0, max: 0.999, noNaN: true }), (failures, chance) => {
        const delay = nextDelay(failures, null, 0, chance);
        const most = Math.min(1000 * 2 ** failures, 300_000);
        expect(delay).toBeGreaterThanOrEqual(most / 2);
        expect(delay).toBeLessThanOrEqual(most);
      }),
    );
  });

  it.each([
    ["in seconds", "120", 120_000],
    ["as a date", "Thu, 01 Jan 1970 00:02:00 GMT", 120_000],
    ["longer than an hour", "999999", 3_600_000],
    ["nonsense", "soon", 1000],
    ["in the past", "Thu, 01 Jan 1970 00:00:00 GMT", 1000],
  ])("heeds Retry-After %s", (_, header, delay) => {
    expect(nextDelay(0, header, 0, 1)).toBe(delay);
  });
});
