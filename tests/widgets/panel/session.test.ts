import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openSearch, type SearchState } from "../../../widgets/src/panel/search/session.ts";

type State = SearchState<string, string>;
interface Call {
  readonly q: string;
  readonly answer: (found: string) => void;
  readonly fail: () => void;
}

function open(answers: Record<string, () => Promise<string | null>> = {}) {
  const calls: Call[] = [];
  const told: string[] = [];
  let state: State | undefined;
  const session = openSearch<string, string>({
    search: (q) =>
      new Promise((resolve, reject) => calls.push({ q, answer: resolve, fail: () => reject(new Error("no")) })),
    answer: (q) => answers[q]?.(),
    changed: (next) => {
      state = next;
    },
    settled: (q, found, answer) => told.push(`${q}: ${found}${answer === undefined ? "" : `, ${answer}`}`),
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
  session.again();
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
  session.again();
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

it("brings an answer together with the results, and tells of both", async () => {
  const { session, calls, told, state } = open({
    "how?": () => Promise.resolve("so"),
    "why?": () => Promise.resolve(null),
  });
  for (const [at, text] of ["how?", "why?", "refund"].entries()) {
    session.type(text);
    await pass(300);
    calls[at]?.answer("found");
    await pass(5000);
  }
  expect(told).toEqual(["how?: found, so", "why?: found, null", "refund: found"]);
  expect(state()?.answer).toBeUndefined();
});

it.each([
  ["is late", () => new Promise<string>(() => {})],
  ["does not come", () => Promise.reject(new Error("no"))],
])("shows the results without an answer that %s", async (_, answer) => {
  const { session, calls, state } = open({ "how?": answer });
  session.type("how?");
  await pass(300);
  calls[0]?.answer("found");
  await pass(5000);
  expect(state()).toMatchObject({ phase: "found", found: "found", answer: undefined });
});

it("tells of what was found when the person leaves, and does nothing after that", async () => {
  const { session, calls, told, state } = open();
  session.type("one");
  await pass(300);
  calls[0]?.answer("first");
  await pass();
  session.type("two");
  await pass(300);
  session.end();
  calls[1]?.answer("late");
  await pass(5000);
  expect(told).toEqual([]);
  expect(state()).toMatchObject({ phase: "asking", found: "first" });

  const other = open();
  other.session.type("one");
  await pass(300);
  other.calls[0]?.answer("first");
  await pass();
  other.session.end();
  expect(other.told).toEqual(["one: first"]);
});

it("says when the server takes its time, and no more once it has answered or failed", async () => {
  const { session, calls, state } = open();
  session.type("one");
  await pass(1500);
  expect(state()?.phase).toBe("slow");
  calls[0]?.answer("first");
  await pass(5000);
  expect(state()?.phase).toBe("found");
  session.type("two");
  await pass(300);
  calls[1]?.fail();
  await pass(5000);
  expect(state()?.phase).toBe("failed");
});
