import fc from "fast-check";
import { expect, it } from "vitest";
import { shuffle } from "../../../widgets/src/quiz/order.ts";

it("keeps what there is, and is the same for the same seed", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.string(), (items, seed) => {
      const mixed = shuffle(items, seed);
      expect([...mixed].sort()).toEqual([...items].sort());
      expect(shuffle(items, seed)).toEqual(mixed);
    }),
  );
});

it("puts each item at each place about as often, over many seeds", () => {
  const counts = [0, 1, 2, 3].map(() => [0, 0, 0, 0]);
  for (let n = 0; n < 4000; n++)
    shuffle([0, 1, 2, 3], `attempt-${n}`).forEach((item, at) => {
      (counts[item] as number[])[at] = (counts[item]?.[at] ?? 0) + 1;
    });
  for (const count of counts.flat()) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

it("is the same on every device, and in every release: who began has it as it was", () => {
  const order = (seed: string): string => shuffle([..."abcdef"], seed).join("");
  expect(order("3f0c9a52-7d1e-4b86-9c43-2a5be1d07f68")).toBe("dfbace");
  expect(order("3f0c9a52-7d1e-4b86-9c43-2a5be1d07f68 start")).toBe("fcdeab");
  expect(order("")).toBe("aebfcd");
});
