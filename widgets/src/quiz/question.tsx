/** One question, as a form: what is asked, how it is answered, and once that is known, what was right. */

import { useRef, useState } from "preact/hooks";
import { fillWords, useId } from "../kit/kit.ts";
import type { Question as Asked, QuizProps, Value } from "./contract.ts";
import { DoIt } from "./do_it.tsx";
import { Field } from "./field.tsx";
import { readNumber, writeNumber } from "./number.ts";
import { OptionList } from "./options.tsx";
import { findAnswer, findResult, orderOptions, tellProgress, tellsEach } from "./sitting.ts";
import { Figure, Line, splitLine, Text } from "./texts.tsx";
import { Title } from "./title.tsx";
import type { Sitting } from "./use_sitting.ts";
import { Verdict } from "./verdict.tsx";

interface QuestionProps {
  readonly of: QuizProps;
  readonly question: Asked;
  readonly sitting: Sitting;
  readonly arrived: (heading: HTMLElement) => void;
}

export function QuestionForm({ of, question, sitting, arrived }: QuestionProps) {
  const { quiz, words } = of;
  const { kept, sending } = sitting;
  const given = findAnswer(kept, question.id);
  const result = findResult(kept, question.id);
  /** What stands in the fields; a number as it was typed. */
  const [value, setValue] = useState<Value | undefined>(() =>
    typeof given === "number" ? writeNumber(given, words.locale) : given,
  );
  const [wrong, setWrong] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const error = useId();
  const isAnswered = tellsEach(quiz) && given !== undefined;
  const { type, unit } = question;

  function read(): Value | null {
    if (type === "number") return readNumber(`${value ?? ""}`, words.locale, unit ?? "");
    if (type === "text") return `${value ?? ""}`.trim() || null;
    if (type === "choices") return Array.isArray(value) && value.length ? value : null;
    return value ?? null;
  }

  function submit(event: Event): void {
    event.preventDefault();
    if (sending) return;
    if (result || (type === "do" && given)) {
      sitting.proceed();
      return;
    }
    const answer = read();
    if (answer === null) {
      setWrong(
        type === "number"
          ? fillWords(words.write_number, { n: writeNumber(12.5, words.locale) })
          : words[type === "text" ? "write" : type === "choices" ? "choose_some" : "choose_one"],
      );
      form.current?.querySelector<HTMLElement>("input")?.focus();
    } else sitting.answer(answer);
  }

  function change(next: Value): void {
    setWrong("");
    setValue(next);
  }

  const field = { of, question, value, change, wrong: wrong ? error : undefined, result, isAnswered };
  const isOption = type === "choice" || type === "choices" || type === "true-false";
  return (
    <form ref={form} noValidate onSubmit={submit}>
      <fieldset>
        <legend>
          <Progress of={of} sitting={sitting} />
          <Title arrived={arrived}>
            <Line of={of} nodes={question.text} />
          </Title>
        </legend>
        <Text of={of} nodes={splitLine(question.text)[1]} />
        <Figure of={of} media={question.media} />
        {type === "choices" && !isAnswered && <p class="small">{words.several}</p>}
        {isOption && <OptionList {...field} options={orderOptions(question, kept)} />}
        {(type === "text" || type === "number") && <Field {...field} />}
        {type === "do" && <DoIt of={of} question={question} isDone={!!given} answer={sitting.answer} />}
        <p id={error} class="wrong" role="alert" hidden={!wrong}>
          {wrong}
        </p>
      </fieldset>
      {!isAnswered && question.hint && (
        <details>
          <summary>{words.hint}</summary>
          <Text of={of} nodes={question.hint} />
        </details>
      )}
      {result && <Verdict of={of} question={question} result={result} arrived={arrived} />}
      <Buttons of={of} question={question} sitting={sitting} isAnswered={isAnswered} />
    </form>
  );
}

interface ButtonsProps extends Pick<QuestionProps, "of" | "question" | "sitting"> {
  readonly isAnswered: boolean;
}

/** Nothing to press but a way past while something is waited for. */
function Buttons({ of: { quiz, words }, question, sitting, isAnswered }: ButtonsProps) {
  const { kept, sending, back } = sitting;
  const result = findResult(kept, question.id);
  const isOpen = question.type === "do" && findAnswer(kept, question.id) === undefined;
  const isEach = tellsEach(quiz);
  const isLast = kept.asked.at(-1) === question.id;
  const after = !isLast ? words.next : isEach || quiz.mode === "finder" ? words.show_result : words.finish;
  const label = sending ? words.checking : isEach && !result ? words.check : after;
  if (isAnswered && !result && !sending) return null; // its trouble has buttons of its own
  return (
    <div class="acts">
      {back && (
        <button type="button" class="plain" onClick={back}>
          {words.back}
        </button>
      )}
      {isOpen ? (
        <button type="button" class="plain" onClick={sitting.proceed}>
          {words.skip}
        </button>
      ) : (
        <button type="submit" class="primary" aria-disabled={sending}>
          {label}
        </button>
      )}
    </div>
  );
}

function Progress({ of: { quiz, words }, sitting }: Pick<QuestionProps, "of" | "sitting">) {
  const { n, total } = tellProgress(quiz, sitting.kept);
  if (total === 1) return null;
  return (
    <p class="small">
      {total === null ? fillWords(words.question, { n }) : fillWords(words.progress, { n, total })}
      {total !== null && (
        <span class="track" aria-hidden="true">
          <span ref={(own) => own?.style.setProperty("inline-size", `${(100 * n) / total}%`)} />
        </span>
      )}
    </p>
  );
}
