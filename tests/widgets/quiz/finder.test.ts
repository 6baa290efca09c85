import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { branches, follow, weigh } from "../../../widgets/src/quiz/finder.ts";
import { makeOption, makeQuestion, makeQuiz } from "./quizzes.ts";

const outcomes = ["solo", "team", "big"].map((id) => ({ id, title: id, text: [] }));
const plan = makeQuiz({
  mode: "finder",
  outcomes,
  questions: [
    makeQuestion("size", "choice", [
      makeOption("one", { to: "solo" }),
      makeOption("many"),
      makeOption("none", { to: "why" }),
    ]),
    makeQuestion("need", "choices", [
      makeOption("api", { weights: { big: 3 } }),
      makeOption("seats", { weights: { team: 2 } }),
      makeOption("sso", { weights: { team: 2, big: 1 } }),
    ]),
    makeQuestion("why", "choice", [
      makeOption("because", { weights: { team: 1 } }),
      makeOption("so", { weights: { big: 1 } }),
      makeOption("as", {}),
    ]),
  ],
});

describe("follow", () => {
  it.each([
    ["nothing yet", {}, "size", null],
    ["straight to an outcome", { size: "one" }, "size", "solo"],
    ["to the next", { size: "many" }, "size need", null],
    ["past one", { size: "none" }, "size why", null],
    ["the heaviest", { size: "many", need: ["api", "seats"], why: "so" }, "size need why", "big"],
    ["of equals the first", { size: "many", need: ["seats", "sso", "api"], why: "as" }, "size need why", "team"],
    ["nothing weighs: the first", { size: "many", need: ["gone"], why: "gone" }, "size need why", "solo"],
    ["what is off the way does not count", { size: "none", need: ["seats"], why: "so" }, "size why", "big"],
  ])("%s", (_, said, asked, outcome) => {
    const answers = Object.entries(said).map(([question, answer]) => ({ question, answer }));
    expect(follow(plan, answers)).toEqual({ asked: asked.split(" "), outcome });
  });

  it("comes to an end, whatever leads where", () => {
    const ids = ["a", "b", "c", "d"];
    const to = fc.constantFrom(null, ...ids, "solo", "nowhere");
    const four = { minLength: 4, maxLength: 4 };
    fc.assert(
      fc.property(fc.array(fc.tuple(to, to), four), fc.array(fc.constantFrom("x", "y"), four), (ways, picks) => {
        const questions = ways.map(([x, y], at) =>
          makeQuestion(`${ids[at]}`, "choice", [makeOption("x", { to: x }), makeOption("y", { to: y })]),
        );
        const quiz = makeQuiz({ mode: "finder", outcomes, questions });
        const answers = ids.map((question, at) => ({ question, answer: `${picks[at]}` }));
        const { asked, outcome } = follow(quiz, answers);
        expect(new Set(asked).size).toBe(asked.length);
        expect(outcomes.map(({ id }) => id)).toContain(outcome);
      }),
    );
  });
});

it("takes the first of those that speak for as much, in whatever order and parts that was said", () => {
  const tenths = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(tenths, { maxLength: 8 }), (parts) => {
      const taken = parts.map((part, at) =>
        makeOption(`o${at}`, { weights: Object.fromEntries(outcomes.map(({ id }, n) => [id, (part[n] ?? 0) / 10])) }),
      );
      const sums = outcomes.map((_, n) => parts.reduce((sum, part) => sum + (part[n] ?? 0), 0));
      const expected = outcomes[sums.indexOf(Math.max(...sums))]?.id;
      const quiz = makeQuiz({ mode: "finder", outcomes });
      expect(weigh(quiz, taken)).toBe(expected);
      expect(weigh(quiz, [...taken].reverse())).toBe(expected);
    }),
  );
  const three = [0.1, 0.2].map((team, at) => makeOption(`o${at}`, { weights: { team, ...(at && { solo: 0.3 }) } }));
  expect(weigh(makeQuiz({ mode: "finder", outcomes }), three)).toBe("solo");
});

it("knows how many are asked only where nothing branches", () => {
  expect(branches(plan)).toBe(true);
  expect(branches(makeQuiz({ questions: [makeQuestion("a", "choice", [makeOption("x")])] }))).toBe(false);
});
