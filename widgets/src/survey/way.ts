/** Which questions are asked, by what was said before: pure. */
import type { Comparison, Question, Said, Value } from "./contract.ts";

/** Null: passed over, or not asked. As conditions compare: what is of another type, or not there, is not so. */
export function holds(value: Value | null | undefined, test: Comparison): boolean {
  if (test.exists !== undefined) return (value != null) === test.exists;
  if (value == null) return false;
  const [name, bound] = Object.entries(test).find(([key]) => Object.hasOwn(TESTS, key)) ?? [];
  return !!name && (TESTS[name]?.(value, bound as never) ?? false);
}

const order =
  (isSo: (difference: number) => boolean) =>
  (value: Value, bound: unknown): boolean =>
    typeof value === "number" && typeof bound === "number" && isSo(value - bound);

const TESTS: Readonly<Record<string, (value: Value, bound: never) => boolean>> = {
  is: (value, bound) => value === bound,
  is_not: (value, bound) => value !== bound,
  in: (value, bound: readonly unknown[]) => bound.includes(value),
  not_in: (value, bound: readonly unknown[]) => !bound.includes(value),
  contains: (value, bound: string) => typeof value !== "number" && value.includes(bound),
  gt: order((difference) => difference > 0),
  gte: order((difference) => difference >= 0),
  lt: order((difference) => difference < 0),
  lte: order((difference) => difference <= 0),
};

/** Those that are asked, as far as is known by now: what hangs on an answer that is still to come is not. */
export const listAsked = (questions: readonly Question[], said: Said): readonly Question[] =>
  questions.filter(({ if: test }) => !test || holds(said[test.answer], test));

/** The first of those that was neither answered nor passed over. */
export const findNext = (questions: readonly Question[], said: Said): Question | undefined =>
  listAsked(questions, said).find(({ id }) => !(id in said));
