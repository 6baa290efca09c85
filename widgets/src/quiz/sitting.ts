/**
 * One attempt as it goes on, pure: what is asked in it, what was answered, where it stands, and what may be tried again. What a device kept may
 * be of another version, or of nobody's making: it is taken only where it fits the quiz.
 */
import type { Answer, Kept, Question, Quiz, Result, Value } from "./contract.ts";
import { branches, follow } from "./finder.ts";
import { shuffle } from "./order.ts";

export function begin(quiz: Quiz, hash: string, attempt: string): Kept {
  const ids = quiz.questions.map(({ id }) => id);
  const asked = quiz.shuffle && quiz.mode === "graded" ? shuffle(ids, attempt) : ids;
  return { hash, attempt, asked, answers: [], at: asked[0] ?? null };
}

/** `kept` where it is one of this quiz, in this version. */
export function findSitting(quiz: Quiz, hash: string, kept: Kept | null): Kept | null {
  if (kept?.hash !== hash || !kept.attempt || !Array.isArray(kept.asked) || !Array.isArray(kept.answers)) return null;
  const known = new Set(quiz.questions.map(({ id }) => id));
  const isSound = kept.asked.length && kept.asked.every((id) => known.has(id));
  return isSound && (kept.at === null || kept.asked.includes(kept.at)) ? kept : null;
}

export const findQuestion = (quiz: Quiz, id: string | null): Question | undefined =>
  quiz.questions.find((one) => one.id === id);

export const findAnswer = ({ answers }: Kept, question: string): Value | undefined =>
  answers.find((one) => one.question === question)?.answer;

export const findResult = ({ graded }: Kept, question: string): Result | undefined =>
  graded?.results.find((one) => one.question === question);

/** Options as this attempt has them. */
export const orderOptions = ({ options, shuffle: mixes, id }: Question, { attempt }: Kept) =>
  mixes ? shuffle(options, `${attempt} ${id}`) : options;

/** In place of what was said before. Of a finder, what no longer lies on the way is forgotten. */
export function give(quiz: Quiz, kept: Kept, answer: Answer): Kept {
  const answers = [...kept.answers.filter(({ question }) => question !== answer.question), answer];
  if (quiz.mode === "graded") return { ...kept, answers };
  const { asked } = follow(quiz, answers);
  return { ...kept, answers: answers.filter(({ question }) => asked.includes(question)) };
}

/** To the question after the one where it stands; past the last there is none. */
export function goOn(quiz: Quiz, kept: Kept): Kept {
  const way = quiz.mode === "finder" ? follow(quiz, kept.answers).asked : kept.asked;
  const next = way[way.indexOf(kept.at ?? "") + 1];
  return { ...kept, at: next ?? null };
}

/** Null at the first, and where an answer stands once it is given. */
export function goBack(quiz: Quiz, kept: Kept): Kept | null {
  if (tellsEach(quiz)) return null;
  const way = quiz.mode === "finder" ? follow(quiz, kept.answers).asked : kept.asked;
  const before = kept.at && way[way.indexOf(kept.at) - 1];
  return before ? { ...kept, at: before } : null;
}

/** `total` is null where it depends on the answers. */
export function tellProgress(quiz: Quiz, kept: Kept): { readonly n: number; readonly total: number | null } {
  const way = quiz.mode === "finder" ? follow(quiz, kept.answers).asked : kept.asked;
  const n = Math.max(0, kept.at ? way.indexOf(kept.at) : way.length - 1) + 1;
  return { n, total: branches(quiz) ? null : kept.asked.length };
}

/** Whether each answer is checked when it is given; then it stands. */
export const tellsEach = ({ mode, feedback }: Quiz): boolean => mode === "graded" && feedback === "each";

/** What another attempt asks: of `retry: "missed"` what was not right, all otherwise. */
export function tryAgain(quiz: Quiz, last: Kept, attempt: string): Kept {
  const fresh = begin(quiz, last.hash, attempt);
  const { graded } = last;
  if (quiz.retry === "all" || !graded) return fresh;
  const missed = fresh.asked.filter((id) => {
    const result = findResult(last, id);
    return result ? !result.right : last.asked.includes(id);
  });
  if (!missed.length || missed.length === quiz.questions.length) return fresh;
  return { ...fresh, retry_of: graded.attempt, asked: missed, at: missed[0] ?? null };
}
