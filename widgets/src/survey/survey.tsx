/** A survey in a card (see contract.ts): one question at a time, then thanks. What is asked is in `way.ts`, a question in `question.tsx`. */
import { render } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { adoptSheets, Contained, fillWords, guardEvents } from "../kit/kit.ts";
import type { MountSurvey, SurveyProps, Value } from "./contract.ts";
import { QuestionForm } from "./question.tsx";
import css from "./survey.css";
import { Text } from "./text.tsx";
import { findNext, listAsked } from "./way.ts";

export const mount: MountSurvey = (slot, given) => {
  const { onError } = given;
  const root = slot.getRootNode() as ShadowRoot;
  const draw = (props: SurveyProps): void =>
    render(
      <Contained onError={onError}>
        <Survey {...props} />
      </Contained>,
      slot,
    );
  const ends = new AbortController();
  const { signal } = ends;
  let composes = false;
  guardEvents(onError);
  adoptSheets(root, css);
  // What is typed is no business of the host's; and Escape that ends an input method's word ends no survey.
  for (const kind of ["keypress", "beforeinput", "input"])
    slot.addEventListener(kind, (event) => event.stopPropagation(), { signal });
  for (const kind of ["compositionstart", "compositionend", "focusout"])
    slot.addEventListener(
      kind,
      () => {
        composes = kind === "compositionstart";
      },
      { signal },
    );
  slot.addEventListener("keydown", (event) => composes && event.stopImmediatePropagation(), { signal, capture: true });
  draw(given);
  return {
    update: draw,
    destroy: () => {
      ends.abort();
      render(null, slot);
    },
  };
};

function Survey({ survey, words, source }: SurveyProps) {
  const [said, setSaid] = useState(source.read);
  const arrived = useRef<HTMLElement>(null);
  const { questions, locale, text, thanks, anonymous } = survey;
  const asked = listAsked(questions, said);
  const question = findNext(questions, said);
  const isFirst = question === asked[0];

  // Whoever answered is told what comes next; who has just come is not pulled here.
  const begun = useRef(question?.id);
  useLayoutEffect(() => {
    if (begun.current !== question?.id) arrived.current?.focus({ preventScroll: true });
    arrived.current?.closest(".body")?.scrollTo(0, 0);
    begun.current = question?.id;
  }, [question?.id]);

  function answer(value: Value | null): void {
    if (!question) return;
    const now = { ...said, [question.id]: value };
    source.say(question.id, value);
    setSaid(now);
    if (!findNext(questions, now)) source.finished();
  }

  if (!question)
    return (
      <div class="ask" lang={locale}>
        <div class="thanks" tabIndex={-1} ref={arrived as never}>
          {thanks.length ? <Text nodes={thanks} /> : <p>{words.thanks}</p>}
        </div>
        <div class="ways">
          <button type="button" class="primary" onClick={source.close}>
            {words.done}
          </button>
        </div>
      </div>
    );
  return (
    <div class="ask" lang={locale}>
      {isFirst && <Text nodes={text} />}
      {isFirst && anonymous && <p class="hint">{words.anonymous}</p>}
      <QuestionForm
        key={question.id}
        question={question}
        words={words}
        arrived={arrived}
        isLast={!findNext(questions, { ...said, [question.id]: null })}
        progress={
          questions.length > 1 ? fillWords(words.progress, { n: asked.indexOf(question) + 1, total: asked.length }) : ""
        }
        answer={answer}
      />
    </div>
  );
}
