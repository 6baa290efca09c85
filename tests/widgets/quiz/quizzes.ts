/** Quizzes for tests, with no more than they are about. */
import type { Option, Question, Quiz } from "../../../widgets/src/quiz/contract.ts";

export const makeOption = (id: string, rest: Partial<Option> = {}): Option => ({ id, text: [id], ...rest });

export const makeQuestion = (id: string, type: Question["type"], options: Option[] = []): Question => ({
  id,
  type,
  text: [id],
  points: 1,
  shuffle: false,
  options,
});

export const makeQuiz = (rest: Partial<Quiz>): Quiz => ({
  id: "basics",
  locale: "en",
  title: "Basics",
  text: [],
  mode: "graded",
  feedback: "end",
  shuffle: false,
  retry: "missed",
  attempts: null,
  pass: 0.8,
  questions: [],
  outcomes: [],
  ...rest,
});
