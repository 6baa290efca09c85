import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Graded, Kept, Quiz } from "../../../widgets/src/quiz/contract.ts";
import {
  begin,
  findAnswer,
  findSitting,
  give,
  goBack,
  goOn,
  orderOptions,
  tellProgress,
  tryAgain,
} from "../../../widgets/src/quiz/sitting.ts";
import { makeOption, makeQuestion, makeQuiz } from "./quizzes.ts";

const IDS = ["a", "b", "c", "d"];
const plain = makeQuiz({ questions: IDS.map((id) => makeQuestion(id, "text")) });

const grade = (right: Record<string, boolean>, rest: Partial<Graded> = {}): Graded => ({
  attempt: "one",
  number: 1,
  left: null,
  finished: true,
  score: 0,
  of: 4,
  passed: false,
  results: Object.entries(right).map(([question, is]) => ({
    question,
    answer: "x",
    right: is,
    explanation: null,
    key: null,
    options: [],
  })),
  ...rest,
});

function answerAll(quiz: Quiz, kept: Kept): Kept {
  let now = kept;
  while (now.at !== null) now = goOn(quiz, give(quiz, now, { question: now.at, answer: "x" }));
  return now;
}

it("asks each question once, from the first to the last", () => {
  fc.assert(
    fc.property(fc.boolean(), fc.uuid(), (shuffle, attempt) => {
      const quiz = { ...plain, shuffle };
      const fresh = begin(quiz, "h", attempt);
      expect(begin(quiz, "h", attempt)).toEqual(fresh);
      expect([...fresh.asked].sort()).toEqual(IDS);
      const over = answerAll(quiz, fresh);
      expect(over.answers.map(({ question }) => question)).toEqual(fresh.asked);
    }),
  );
});

it("mixes the options of an attempt in one way, and only where that is wanted", () => {
  const options = ["1", "2", "3", "4", "5", "6"].map((id) => makeOption(id));
  const mixed = { ...makeQuestion("a", "choice", options), shuffle: true };
  const orders = ["one", "two", "three"].map((attempt) => orderOptions(mixed, begin(plain, "h", attempt)));
  expect(orderOptions(mixed, begin(plain, "h", "one"))).toEqual(orders[0]);
  expect(new Set(orders.map((order) => order.map(({ id }) => id).join(""))).size).toBeGreaterThan(1);
  expect(orderOptions({ ...mixed, shuffle: false }, begin(plain, "h", "one"))).toEqual(options);
});

describe("on the way", () => {
  const second = goOn(plain, give(plain, begin(plain, "h", "one"), { question: "a", answer: "x" }));

  it("tells how far it is", () => {
    expect(tellProgress(plain, second)).toEqual({ n: 2, total: 4 });
    expect(tellProgress(plain, answerAll(plain, second))).toEqual({ n: 4, total: 4 });
  });

  it("goes back to what was answered, to change it", () => {
    const first = goBack(plain, second) as Kept;
    expect(first.at).toBe("a");
    expect(goBack(plain, first)).toBeNull();
    expect(findAnswer(give(plain, first, { question: "a", answer: "y" }), "a")).toBe("y");
  });

  it("does not go back where an answer stands once it is checked", () => {
    expect(goBack({ ...plain, feedback: "each" }, second)).toBeNull();
  });

  it("passes over what is not answered", () => {
    expect(goOn(plain, second)).toMatchObject({ at: "c", answers: [{ question: "a" }] });
  });

  it("forgets what no longer lies on a finder's way", () => {
    const finder = makeQuiz({
      mode: "finder",
      outcomes: [{ id: "end", title: "", text: [] }],
      questions: [
        makeQuestion("a", "choice", [makeOption("x"), makeOption("off", { to: "end" })]),
        makeQuestion("b", "choice", [makeOption("x")]),
      ],
    });
    const over = answerAll(finder, begin(finder, "h", "one"));
    expect(over.answers).toHaveLength(2);
    const first = goBack(finder, { ...over, at: "b" }) as Kept;
    const off = goOn(finder, give(finder, first, { question: "a", answer: "off" }));
    expect(off).toMatchObject({ at: null, answers: [{ question: "a", answer: "off" }] });
  });
});

describe("what a device kept", () => {
  const kept = begin(plain, "h", "one");

  it("goes on where it was", () => {
    expect(findSitting(plain, "h", kept)).toBe(kept);
  });

  it.each([
    ["nothing", null],
    ["another version", { ...kept, hash: "g" }],
    ["a question that is gone", { ...kept, asked: ["a", "z"] }],
    ["a place that is none", { ...kept, at: "z" }],
    ["nothing to ask", { ...kept, asked: [] }],
    ["of another shape", { hash: "h", attempt: "one", asked: "a", answers: {} }],
  ])("is not taken: %s", (_, found) => {
    expect(findSitting(plain, "h", found as Kept | null)).toBeNull();
  });
});

describe("trying again", () => {
  const graded = grade({ a: true, b: false, c: true, d: false });
  const over: Kept = { ...answerAll(plain, begin(plain, "h", "one")), graded };

  it("asks what was missed, and says of which attempt", () => {
    const again = { attempt: "two", asked: ["b", "d"], at: "b", retry_of: "one", answers: [] };
    expect(tryAgain(plain, over, "two")).toMatchObject(again);
  });

  it("asks after a retry what was missed in that", () => {
    const second = { ...tryAgain(plain, over, "two"), graded: grade({ b: true, d: false }, { attempt: "two" }) };
    expect(tryAgain(plain, second, "three")).toMatchObject({ asked: ["d"], retry_of: "two" });
  });

  it("asks what was passed over, too", () => {
    expect(tryAgain(plain, { ...over, graded: grade({ a: true, b: true }) }, "two").asked).toEqual(["c", "d"]);
  });

  it.each([
    ["the quiz wants it", { ...plain, retry: "all" as const }, over],
    ["nothing was right", plain, { ...over, graded: grade({ a: false, b: false, c: false, d: false }) }],
  ])("asks all where %s", (_, quiz, last) => {
    const again = tryAgain(quiz, last, "two");
    expect(again.asked).toEqual(IDS);
    expect(again.retry_of).toBeUndefined();
  });
});
