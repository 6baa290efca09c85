/** A quiz where it is shown. In: its parts, and what sends its answers; out: takes it away. */
import type {
  Finished,
  MountedQuiz,
  Quiz,
  QuizChunk,
  QuizProps,
  QuizSource,
} from "../../../widgets/src/quiz/contract.ts";
import type { QuizWords } from "../../../widgets/src/quiz/words.ts";
import type { CompiledQuiz, PageEvent } from "../wire.gen.ts";
import type { Learn } from "./open_learn.ts";

export interface ShownQuiz {
  readonly chunk: QuizChunk;
  readonly words: QuizWords;
  readonly body: CompiledQuiz;
  readonly hash: string;
  readonly source: QuizSource;
  /** It is there, or goes on after what another tab did. */
  readonly shows?: (props: QuizProps) => void;
}

/** What another tab does in it is shown here, too: it is one attempt, however many tabs it is open in. Of what is on its way from here the answer counts. */
export function mountQuiz(learn: Learn, slot: HTMLElement, shown: ShownQuiz): () => void {
  const { chunk, body, source, shows } = shown;
  let mounted: MountedQuiz | undefined;
  let sending = false;
  let round = 0;
  const send: QuizSource["send"] = (attempt) => {
    sending = true;
    return source.send(attempt).finally(() => {
      sending = false;
    });
  };
  function draw(): void {
    const { passed = false, attempts = 0 } = learn.knowledge.standing().progress[body.id] ?? {};
    const props: QuizProps = {
      ...shown,
      quiz: fillDefaults(body),
      passed,
      attempts,
      round: ++round,
      source: { ...source, send },
      onError: learn.fail,
    };
    if (mounted) mounted.update(props);
    else mounted = chunk.mount(slot, props);
    shows?.(props);
  }
  function hear({ key }: StorageEvent): void {
    if (!sending && key?.endsWith(`quiz:${body.id}`)) draw();
  }
  draw();
  addEventListener("storage", hear);
  return () => {
    removeEventListener("storage", hear);
    mounted?.destroy();
  };
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
