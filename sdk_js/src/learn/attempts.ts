/** A quiz in a card: gives the widget what it asks for, sends what was answered, and tells what came of it. */
import type { Finished, Graded, Quiz, QuizChunk, QuizSource, Refusal } from "../../../widgets/src/quiz/contract.ts";
import type { QuizWords } from "../../../widgets/src/quiz/words.ts";
import { makeId } from "../store.ts";
import type { CompiledQuiz, PageEvent, Progress } from "../wire.gen.ts";
import { type Drawer, readKept } from "./drawer.ts";
import type { Learn } from "./learn.ts";
import { post } from "./post.ts";
import type { Filling } from "./slot.ts";

export { openQuiz } from "./panel_quiz.ts";

/** ms */
const LONGEST_WAIT = 5000;

/** What a source needs besides. `card`: not there in the panel. */
export interface QuizPlace {
  /** Names this walk of it. */
  readonly run: string;
  readonly answered: (question: string) => void;
  readonly finished: (result: Finished) => void;
  readonly stepAside?: QuizSource["stepAside"];
}

export function makeQuizSource(learn: Learn, drawer: Drawer, body: CompiledQuiz, place: QuizPlace): QuizSource {
  const { config, store, knowledge } = learn;
  const { base, key } = config;
  const name = `quiz:${body.id}`;
  return {
    read: () => readKept(store, drawer, body.id),
    keep: (value) => drawer.put(name, value && { device: store.read().device, value }),
    send: async (attempt) => {
      const { device } = store.read();
      const ask = (): Promise<Graded & { readonly progress?: Progress }> =>
        post(`${base}/v1/quizzes/${body.id}/attempts`, {
          key,
          token: store.read().token,
          run: place.run,
          locale: body.locale,
          ...attempt,
        });
      const { progress, ...graded } = await ask().catch(async (error: Partial<Refusal>) => {
        if (error.problem !== "not_done") throw error;
        // The server has yet to hear of what was done here.
        await untilSent(learn);
        return ask();
      });
      if (progress && device === store.read().device)
        store.change(({ progress: others }) => ({ progress: { ...others, [body.id]: progress } }));
      return graded;
    },
    whenDone: (question, react) => {
      const when = body.questions.find(({ id }) => id === question)?.when;
      return when ? learn.whenever(() => knowledge.judge(when) === true, react) : () => {};
    },
    locate: (path) => (/^\/(?!\/)/.test(path) ? base + path : path),
    follow: (item) => learn.follow(item),
    begun: () => {},
    answered: place.answered,
    finished: place.finished,
    act: ({ do: act, tour, article, url }) => {
      if (url) location.assign(url);
      else learn.follow(act === "start" ? `tour:${tour}` : act === "article" ? `article:${article}` : "contact:");
    },
    stepAside: place.stepAside,
  };
}

/** What happened on this page is known to the server, or that takes too long. */
function untilSent({ store, whenever }: Learn): Promise<void> {
  return new Promise((resolve) => {
    const end = whenever(() => !store.read().queue.length, resolve);
    setTimeout(() => {
      end();
      resolve();
    }, LONGEST_WAIT);
  });
}

/** As it is recorded: what is left is of this device alone. */
export const tellResult = (result: Finished): PageEvent["props"] =>
  "outcome" in result ? result : { passed: result.passed, score: result.score, of: result.of };

/** What is as usual is not sent. */
export const fillDefaults = (quiz: CompiledQuiz): Quiz => ({
  ...quiz,
  questions: quiz.questions.map((one) => ({ points: 1, shuffle: false, options: [], ...one })),
  outcomes: quiz.outcomes.map((one) => ({ text: [], ...one })),
});

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
  const { knowledge, fail, env } = learn;
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
    stepAside: (question, text) => card.stepAside(text, (react) => source.whenDone(question, react)),
  });
  const { passed = false, attempts = 0 } = mine ?? {};
  const widget = chunk.mount(element, {
    quiz: fillDefaults(body),
    hash,
    words,
    passed,
    attempts,
    source,
    onError: fail,
  });
  const kept = source.read();
  const isDone = kept
    ? !!kept.graded?.finished || (body.mode === "finder" && !kept.at)
    : body.attempts !== null && attempts >= body.attempts;
  // Nothing more is asked of who passed, or can't.
  if (isDone || (passed && !isOwn)) card.finish();
  return widget;
}
