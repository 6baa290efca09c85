/** A quiz in the help panel. In: which; out: how to draw it, null where there is none for this person. */
import type { PanelQuiz } from "../../../widgets/src/checklist/contract.ts";
import type { QuizChunk } from "../../../widgets/src/quiz/contract.ts";
import type { QuizWords } from "../../../widgets/src/quiz/words.ts";
import { makeId } from "../store.ts";
import type { CompiledQuiz } from "../wire.gen.ts";
import { findVersion, openDrawer } from "./drawer.ts";
import type { KeepEnv } from "./keeping.ts";
import { mountQuiz, tellResult } from "./mount_quiz.ts";
import { openLearn } from "./open_learn.ts";
import { aside, makeQuizSource } from "./quiz_source.ts";

/** Then the panel is a sheet over the page. */
const PHONE = "(max-width: 600px)";

export async function openQuiz(env: KeepEnv, locale: string, id: string): Promise<PanelQuiz | null> {
  const { config, store, record } = env;
  const item = store.read().items.find((one) => one.kind === "quiz" && one.id === id);
  if (!item) return null;
  const learn = openLearn(env);
  const drawer = openDrawer(config.key);
  const hash = findVersion(store, drawer, id, item.hash);
  const [body, chunk, { words }] = await Promise.all([
    store.read().bodies[hash] ?? import("../content.ts").then(({ fetchBody }) => fetchBody(hash, config, store)),
    import(`${config.chunks}quiz.js`) as Promise<QuizChunk>,
    import(`${config.chunks}quiz-words-${locale}.js`) as Promise<{ readonly words: QuizWords }>,
  ]);
  const quiz = body as CompiledQuiz; // What is listed as such is such.

  function mount(slot: HTMLElement, follow: (item: string) => void): () => void {
    const run = makeId();
    let isBegun = false;
    const tell = (name: string, rest = {}): void => record({ name, run, item: id, item_hash: hash, ...rest });
    /** Left at once: no card of it is to come when the panel closes. */
    function begin(): void {
      if (isBegun) return;
      isBegun = true;
      tell("quiz_started", { props: { auto: false } });
      tell("quiz_dismissed", { props: { reason: "left" } });
    }
    const source = makeQuizSource({ ...learn, follow }, drawer, quiz, {
      run,
      answered: (question) => {
        begin();
        tell("question_answered", { step: question });
      },
      finished: (result) => {
        begin();
        tell("quiz_completed", { props: tellResult(result) });
      },
      // A card makes room by itself.
      ...(matchMedia(PHONE).matches && {
        stepAside: (question: string, text: string) => {
          aside.of = [id, question, text];
          follow(`tour:${id}`);
        },
      }),
    });
    const shown = { chunk, words, body: quiz, hash, source: { ...source, begun: begin } };
    return mountQuiz(learn, slot, shown);
  }

  return { title: quiz.title, mount };
}
