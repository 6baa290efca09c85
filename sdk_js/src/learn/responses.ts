/** A survey in a card, a chunk of its own: gives the widget what was said before, keeps and sends what is said, and tells that it is over. */
import type { Said, SurveyChunk } from "../../../widgets/src/survey/contract.ts";
import type { SurveyWords } from "../../../widgets/src/survey/words.ts";
import type { CompiledSurvey } from "../wire.gen.ts";
import { openDrawer } from "./drawer.ts";
import type { Learn } from "./open_learn.ts";
import { type Response, sendResponse, sendResponses } from "./outbox.ts";
import type { Filling } from "./slot.ts";

/** Under way on this device. */
interface Kept {
  readonly run: string;
  readonly response: string;
  readonly said: Said;
}

export function fill({
  learn,
  drawer,
  chunk,
  words,
  body: survey,
  hash,
  element,
  card,
}: Filling<CompiledSurvey, SurveyChunk, SurveyWords>) {
  const { store, fail, env } = learn;
  const { id, anonymous } = survey;
  const name = `survey:${id}`;
  const { run = "" } = learn.knowledge.standing().progress[id] ?? {};
  const fresh: Kept = { run, response: makeUuid(), said: {} };
  const read = (): Kept => {
    const kept = drawer.get<Kept>(name);
    return kept && kept.run === run ? kept : fresh;
  };
  // What is as usual is not sent.
  const questions = survey.questions.map((one) => ({ required: false, several: false, options: [], ...one }));
  return chunk.mount(element, {
    survey: { ...survey, questions },
    words,
    onError: fail,
    source: {
      read: () => read().said,
      say: (question, answer) => {
        const { response, said: before } = read();
        const said = { ...before, [question]: answer };
        drawer.put(name, { run, response, said });
        if (answer === null) return;
        if (!anonymous) env?.record({ name: "question_answered", step: question });
        const answers: Response["answers"] = Object.entries(said).flatMap(([one, value]) =>
          value === null ? [] : { question: one, answer: value },
        );
        const token = anonymous ? undefined : store.read().token;
        sendResponse(learn, drawer, { survey: id, hash, response, token, answers });
      },
      finished: () => {
        drawer.put(name, null);
        env?.record({ name: "survey_completed" });
      },
      close: card.leave,
    },
  });
}

/** What was said on another page, and is not with the server yet. */
export function sendWaiting(parts: Pick<Learn, "config" | "fail">): void {
  sendResponses(parts, openDrawer(parts.config.key));
}

/** Version 4, where the page may be no secure context (`randomUUID` is for those alone). */
function makeUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
