/** Whether an answer was right: by a word and a shape, and not by a colour alone; what would have been, where that is told, and why. */
import { Icon } from "../kit/kit.ts";
import type { Question, QuizProps, Result, Value } from "./contract.ts";
import { writeNumber } from "./number.ts";
import { Line, Text } from "./texts.tsx";
import { Title } from "./title.tsx";

export const CHECK = "M3 8.5l3.5 3.5L13 4.5";
export const CROSS = "M4 4l8 8M12 4l-8 8";

interface MarkProps {
  readonly of: QuizProps;
  readonly isRight: boolean;
}

export function Mark({ of: { words }, isRight }: MarkProps) {
  return (
    <span class={`mark ${isRight ? "right" : "wrong"}`}>
      <Icon path={isRight ? CHECK : CROSS} />
      {isRight ? words.right : words.wrong}
    </span>
  );
}

interface VerdictProps {
  readonly of: QuizProps;
  readonly question: Question;
  readonly result: Result;
  readonly arrived: (heading: HTMLElement) => void;
}

/** Below a question that stands there with its options. */
export function Verdict({ of, question, result, arrived }: VerdictProps) {
  const { key, right, explanation } = result;
  const isWritten = question.type === "text" || question.type === "number";
  return (
    <div class={`told ${right ? "right" : "wrong"}`}>
      <Title arrived={arrived}>
        <Mark of={of} isRight={right} />
      </Title>
      {isWritten && !right && key !== null && (
        <p>
          {of.words.right_answer}: <Said of={of} question={question} value={key} />
        </p>
      )}
      <Text of={of} nodes={explanation} />
    </div>
  );
}

interface SaidProps {
  readonly of: QuizProps;
  readonly question: Question;
  readonly value: Value | undefined;
}

/** An answer, in words. */
export function Said({ of, question, value }: SaidProps) {
  const { words } = of;
  if (value === undefined) return <>{words.no_answer}</>;
  if (typeof value === "boolean") return <>{value ? words.is_true : words.is_false}</>;
  if (typeof value === "number")
    return (
      <bdi>
        {writeNumber(value, words.locale)} {question.unit}
      </bdi>
    );
  const ids = Array.isArray(value) ? value : [value];
  const options = question.options.filter(({ id }) => ids.includes(id));
  if (!options.length) return <bdi>{ids.join(", ")}</bdi>;
  return (
    <>
      {options.map((option, at) => (
        <span key={option.id}>
          {at ? ", " : ""}
          <Line of={of} nodes={option.text} />
        </span>
      ))}
    </>
  );
}
