/** A quiz in a card: tells what came of it, and when there is nothing left to do. */
import type { QuizChunk, QuizProps } from "../../../widgets/src/quiz/contract.ts";
import type { QuizWords } from "../../../widgets/src/quiz/words.ts";
import { makeId } from "../store.ts";
import type { CompiledQuiz } from "../wire.gen.ts";
import { mountQuiz, tellResult } from "./mount_quiz.ts";
import { aside, makeQuizSource } from "./quiz_source.ts";
import type { Filling } from "./slot.ts";

/** `isOwn`: it was started as such; else it is a step of a tour, and its run is told of when it is over. */
export function fill({
  learn,
  drawer,
  chunk,
  words,
  body,
  hash,
  isOwn,
  element,
  card,
}: Filling<CompiledQuiz, QuizChunk, QuizWords>) {
  const { knowledge, env } = learn;
  const { id } = body;
  const mine = knowledge.standing().progress[id];
  const run = (isOwn && mine?.run) || makeId();
  const tell = (name: string, rest = {}): void => env?.record({ name, run, item: id, item_hash: hash, ...rest });
  const source = makeQuizSource(learn, drawer, body, {
    run,
    answered: (question) => tell("question_answered", { step: question }),
    finished: (result) => {
      if (!isOwn) tell("quiz_started", { props: { auto: false } });
      tell("quiz_completed", { props: tellResult(result) });
      card.finish();
    },
    stepAside,
  });
  function stepAside(question: string, text: string): void {
    card.stepAside(text, (react) => source.whenDone(question, react));
  }
  function shows({ passed, attempts }: QuizProps): void {
    const kept = source.read();
    const isDone = kept
      ? kept.graded?.finished || (body.mode === "finder" && !kept.at)
      : body.attempts !== null && attempts >= body.attempts;
    // Nothing more is asked of who passed, or can't.
    if (isDone || (passed && !isOwn)) card.finish();
  }
  const destroy = mountQuiz(learn, element, { chunk, words, body, hash, source, shows });
  const [quiz, question = "", text = ""] = aside.of ?? [];
  aside.of = undefined;
  if (quiz === id && source.read()?.at === question) stepAside(question, text);
  return { destroy };
}
