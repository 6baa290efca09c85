/** What a quiz asks for, in a card and in the panel: in: its body and where it stands; out: what keeps and sends its answers. */
import type { Finished, Graded, QuizSource, Refusal } from "../../../widgets/src/quiz/contract.ts";
import type { CompiledQuiz, Progress } from "../wire.gen.ts";
import { type Drawer, readKept } from "./drawer.ts";
import type { Learn } from "./open_learn.ts";
import { post } from "./post.ts";

/** ms */
const LONGEST_WAIT = 5000;

/** What a source needs besides. `stepAside`: where the card can make room. */
export interface QuizPlace {
  /** Names this walk of it. */
  readonly run: string;
  readonly answered: (question: string) => void;
  readonly finished: (result: Finished) => void;
  readonly stepAside?: QuizSource["stepAside"];
}

/** What a card of a quiz begins with when the panel was in the way: it makes room at once. */
export const aside: { of?: readonly [quiz: string, question: string, text: string] | undefined } = {};

export function makeQuizSource(learn: Learn, drawer: Drawer, body: CompiledQuiz, place: QuizPlace): QuizSource {
  const { config, store, knowledge } = learn;
  const { base, key } = config;
  return {
    read: () => readKept(store, drawer, body.id),
    keep: (value) => drawer.put(`quiz:${body.id}`, value && { device: store.read().device, value }),
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
