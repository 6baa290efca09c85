import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openSearch, type SearchState } from "../../../widgets/src/panel/search/session.ts";

type State = SearchState<string, string>;
interface Call {
  readonly q: string;
  readonly signal: AbortSignal;
  readonly answer: (found: string) => void;
  readonly fail: () => void;
}

function open(answers: Record<string, string | null> = {}) {
  const calls: Call[] = [];
  const told: string[] = [];
  let state: State | undefined;
  const session = openSearch<string, string>({
    search: (q, signal) =>
      new Promise((resolve, reject) => calls.push({ q, signal, answer: resolve, fail: () => reject(new Error("no")) })),
    answer: (q) => (q in answers ? Promise.resolve(answers[q] ?? null) : null),
    changed: (next) => {
      state = next;
    },
    settled: (q, found) => told.push(`${q}: ${found}`),
  });
  return { session, calls, told, state: () => state };
}

const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("asks once typing rests", async () => {
  const { session, calls } = open();
  for (const text of ["r", "re", "ref"]) session.type(text);
  expect(calls).toEqual([]);
  await pass(300);
  expect(calls.map(({ q }) => q)).toEqual(["ref"]);
});

it("asks nothing of nothing, nor twice for the same words", async () => {
  const { session, calls } = open();
  session.type("   ");
  await pass(300);
  session.type("a  b");
  await pass(300);
  session.type(" a b ");
  await pass(300);
  expect(calls.map(({ q }) => q)).toEqual(["a b"]);
});

it("keeps what was found until there is something newer, and goes back to nothing", async () => {
  const { session, calls, state } = open();
  session.type("one");
  await pass(300);
  calls[0]?.answer("first");
  await pass();
  session.type("two");
  await pass(300);
  expect(state()).toMatchObject({ phase: "asking", asked: "one", found: "first" });
  session.type("");
  expect(state()).toMatchObject({ phase: "idle", found: null });
  calls[1]?.answer("second");
  await pass();
  expect(state()).toMatchObject({ phase: "idle", found: null });
});

it("shows the newest question's answer, in whatever order they come", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom("a", "ab", "abc", "b"), { minLength: 1, maxLength: 6 }),
      fc.infiniteStream(fc.nat()),
      async (typed, picks) => {
        const { session, calls, state } = open();
        for (const text of typed) {
          session.type(text);
          await pass(300);
        }
        const waiting = [...calls];
        while (waiting.length) {
          const [call] = waiting.splice((picks.next().value ?? 0) % waiting.length, 1);
          call?.answer(`found ${call.q}`);
          await pass();
        }
        const last = typed.at(-1);
        expect(state()).toMatchObject({ phase: "found", asked: last, found: `found ${last}` });
      },
    ),
    { numRuns: 50 },
  );
});

it("says that it failed, keeps what was there, and tries again", async () => {
  const { session, calls, state } = open();
  session.type("one");
  await pass(300);
  calls[0]?.answer("first");
  await pass();
  session.type("two");
  await pass(300);
  calls[1]?.fail();
  await pass();
  expect(state()).toMatchObject({ phase: "failed", asked: "two", found: "first" });
  session.ask();
  calls[2]?.answer("second");
  await pass();
  expect(state()).toMatchObject({ phase: "found", asked: "two", found: "second" });
});

it("tells a query once, when the person has settled on it", async () => {
  const { session, calls, told } = open();
  session.type("re");
  await pass(300);
  calls[0]?.answer("many");
  await pass(300);
  session.type("refund");
  await pass(300);
  calls[1]?.answer("one");
  await pass(5000);
  expect(told).toEqual(["refund: one"]);
  session.settle();
  session.ask();
  calls[2]?.answer("one");
  await pass(5000);
  expect(told).toEqual(["refund: one"]);
});

it("tells it at once when a result is chosen, and not what has no answer yet", async () => {
  const { session, calls, told } = open();
  session.type("refund");
  await pass(300);
  session.settle();
  expect(told).toEqual([]);
  calls[0]?.answer("one");
  await pass();
  session.settle();
  expect(told).toEqual(["refund: one"]);
});

it("brings an answer to what is a question, and drops it when the question has changed", async () => {
  const { session, calls, state } = open({ "how?": "so", "why?": null });
  session.type("how?");
  await pass(300);
  calls[0]?.answer("found");
  await pass();
  expect(state()?.answer).toBeUndefined();
  await pass(5000);
  expect(state()?.answer).toBe("so");
  session.type("why?");
  await pass(300);
  calls[1]?.answer("found");
  await pass(5000);
  expect(state()?.answer).toBeNull();
  session.type("refund");
  await pass(300);
  calls[2]?.answer("found");
  await pass(5000);
  expect(state()?.answer).toBeUndefined();
});

it("does nothing more once it has ended", async () => {
  const { session, calls, told, state } = open();
  session.type("one");
  await pass(300);
  session.end();
  expect(calls[0]?.signal.aborted).toBe(true);
  calls[0]?.answer("late");
  await pass(5000);
  expect(told).toEqual([]);
  expect(state()?.phase).toBe("asking");
});
