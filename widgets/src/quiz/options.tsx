/** Options to choose from: native radios or checkboxes, so that arrows, Space and Enter do what they do everywhere. */
import { useId } from "../kit/kit.ts";
import type { Option, Question, QuizProps, Result, Value } from "./contract.ts";
import { Figure, Line, splitLine, Text } from "./texts.tsx";
import { Mark } from "./verdict.tsx";

export interface FieldProps {
  readonly of: QuizProps;
  readonly question: Question;
  readonly value: Value | undefined;
  readonly change: (value: Value) => void;
  /** The id of what says what is wrong. */
  readonly wrong: string | undefined;
  readonly result: Result | undefined;
  readonly isAnswered: boolean;
}

interface OptionListProps extends FieldProps {
  readonly options: readonly Option[];
}

export function OptionList({ of, question, options, value, change, wrong, result, isAnswered }: OptionListProps) {
  const name = useId();
  const { words } = of;
  const chosen = Array.isArray(value) ? value : [value];
  const isSeveral = question.type === "choices";
  const entries =
    question.type === "true-false"
      ? [true, false].map((one) => ({ key: one, label: one ? words.is_true : words.is_false, option: null }))
      : options.map((option) => ({ key: option.id, label: "", option }));

  function choose(key: string | boolean, isOn: boolean): void {
    if (!isSeveral || typeof key !== "string") change(key);
    else {
      const next = new Set(chosen.filter((one) => typeof one === "string"));
      if (isOn) next.add(key);
      else next.delete(key);
      change(options.map(({ id }) => id).filter((id) => next.has(id)));
    }
  }

  return (
    <div class="field">
      {entries.map(({ key, label, option }) => {
        const isChosen = chosen.some((one) => one === key);
        const told = result?.options.find((one) => one.id === key);
        const isRight = told?.right ?? judge(result, key, isChosen, isSeveral);
        const mark = isRight ? "right" : isChosen && isRight === false ? "wrong" : "";
        return (
          <div key={`${key}`} class={`option ${mark}`}>
            <label>
              <input
                type={isSeveral ? "checkbox" : "radio"}
                name={name}
                value={`${key}`}
                checked={isChosen}
                disabled={isAnswered && !isChosen}
                aria-describedby={wrong}
                aria-invalid={wrong ? "true" : undefined}
                onClick={(event) => isAnswered && event.preventDefault()}
                onChange={(event) => !isAnswered && choose(key, event.currentTarget.checked)}
              />
              <span>
                <Figure of={of} media={option?.media} />
                {option ? <Line of={of} nodes={option.text} /> : label}
              </span>
              {mark && <Mark of={of} isRight={!!isRight} />}
            </label>
            {option && <Text of={of} nodes={splitLine(option.text)[1]} />}
            {told && <Text of={of} nodes={told.explanation} />}
          </div>
        );
      })}
    </div>
  );
}

/** Null where it is not told: of several that are not right together, each may be. */
function judge(result: Result | undefined, one: string | boolean, isChosen: boolean, isSeveral: boolean) {
  if (!result) return null;
  if (result.key !== null) return [result.key].flat().some((key) => key === one);
  return isChosen && (result.right || !isSeveral) ? result.right : null;
}
