/** One question, and the way on: radio buttons, ticks or a text, each with what the browser's keys do for it. */
import type { RefObject } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Question, Value } from "./contract.ts";
import { Text } from "./text.tsx";
import type { SurveyWords } from "./words.ts";

interface QuestionProps {
  readonly question: Question;
  readonly words: SurveyWords;
  /** Where the focus goes for a new question. */
  readonly arrived: RefObject<HTMLElement | null>;
  readonly isLast: boolean;
  /** "" where there is but one. */
  readonly progress: string;
  readonly answer: (value: Value | null) => void;
}

const SCALES = { nps: [0, 10], csat: [1, 5], ces: [1, 7] } as const;
/** Characters that the server takes. */
const LONGEST = 2000;

export function QuestionForm({ question, words, arrived, isLast, progress, answer }: QuestionProps) {
  const { type, required } = question;
  const [value, setValue] = useState<Value | null>(null);
  const [isWrong, setWrong] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const trimmed = typeof value === "string" ? value.trim() : value;
  const isEmpty = trimmed === null || trimmed === "" || (Array.isArray(trimmed) && !trimmed.length);
  const described = isWrong ? "hr-ask-wrong" : undefined;

  function choose(next: Value): void {
    setValue(next);
    setWrong(false);
  }

  function submit(event: Event): void {
    event.preventDefault();
    if (!isEmpty || !required) answer(isEmpty ? null : trimmed);
    else {
      setWrong(true);
      form.current?.querySelector<HTMLElement>("input,textarea")?.focus();
    }
  }

  const field =
    type === "text" ? (
      <textarea
        aria-labelledby="hr-ask"
        aria-describedby={described}
        aria-invalid={isWrong}
        required={required}
        rows={3}
        dir="auto"
        maxLength={LONGEST}
        placeholder={question.placeholder ?? undefined}
        value={value as string}
        onInput={(event) => choose(event.currentTarget.value)}
      />
    ) : type === "poll" ? (
      <Options question={question} words={words} value={value} choose={choose} />
    ) : (
      <Scale question={question} words={words} value={value} choose={choose} />
    );
  const head = (
    <span id="hr-ask" class="question" tabIndex={-1} ref={arrived as never}>
      {progress && <span class="hint">{progress}</span>}
      <Text nodes={question.text} inline />
    </span>
  );
  return (
    <form ref={form} noValidate onSubmit={submit}>
      {type === "text" ? (
        <>
          {head}
          {field}
        </>
      ) : (
        <fieldset aria-describedby={described}>
          <legend>{head}</legend>
          {field}
        </fieldset>
      )}
      <p id="hr-ask-wrong" class="wrong" role="alert">
        {isWrong && (type === "text" ? words.write : words.choose)}
      </p>
      <div class="ways">
        <button type="submit" class="primary">
          {isEmpty && !required ? words.skip : isLast ? words.send : words.next}
        </button>
      </div>
    </form>
  );
}

interface FieldProps extends Pick<QuestionProps, "question" | "words"> {
  readonly value: Value | null;
  readonly choose: (value: Value) => void;
}

function Scale({ question, words, value, choose }: FieldProps) {
  const type = question.type as keyof typeof SCALES;
  const [from, to] = SCALES[type];
  const low = question.low ?? words[`${type}_low`];
  const high = question.high ?? words[`${type}_high`];
  const scores = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  return (
    <>
      <div class={`scores ${type}`}>
        {scores.map((score) => {
          const means = score === from ? low : score === to ? high : "";
          return (
            <label key={score}>
              <input
                type="radio"
                name="hr-ask"
                required={question.required}
                aria-label={means ? `${score}, ${means}` : undefined}
                checked={value === score}
                onChange={() => choose(score)}
              />
              <span>{score}</span>
            </label>
          );
        })}
      </div>
      <div class="ends hint" aria-hidden="true">
        <bdi>{low}</bdi>
        <bdi>{high}</bdi>
      </div>
    </>
  );
}

function Options({ question: { options, several, required }, words, value, choose }: FieldProps) {
  const chosen = (several ? ((value ?? []) as readonly string[]) : [value]) as readonly unknown[];
  const toggle = (id: string): Value => {
    const isChosen = (one: string): boolean => (one === id) !== chosen.includes(one);
    return several ? options.map((option) => option.id).filter(isChosen) : id;
  };
  return (
    <>
      {several && <p class="hint">{words.choose_several}</p>}
      {options.map(({ id, text }) => (
        <label key={id} class="option">
          <input
            type={several ? "checkbox" : "radio"}
            name="hr-ask"
            required={required && !several}
            checked={chosen.includes(id)}
            onChange={() => choose(toggle(id))}
          />
          <span>
            <bdi>{text}</bdi>
          </span>
        </label>
      ))}
    </>
  );
}
