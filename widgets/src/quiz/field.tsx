/** A short text, or a number with its unit. */
import { useId } from "../kit/kit.ts";
import type { FieldProps } from "./options.tsx";

/** Characters; the server takes no more. */
const LONGEST = 500;

export function Field({ of: { words }, question, value, change, wrong, isAnswered }: FieldProps) {
  const id = useId();
  const unit = useId();
  const isNumber = question.type === "number";
  const described = [question.unit && unit, wrong].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={id}>{words.your_answer}</label>
      <div class={isNumber ? "number" : ""}>
        <input
          id={id}
          type="text"
          inputMode={isNumber ? "decimal" : "text"}
          dir={isNumber ? "ltr" : "auto"}
          autoComplete="off"
          maxLength={LONGEST}
          readOnly={isAnswered}
          value={`${value ?? ""}`}
          aria-describedby={described || undefined}
          aria-invalid={wrong ? "true" : undefined}
          onInput={(event) => change(event.currentTarget.value)}
        />
        {question.unit && (
          <span id={unit} class="small">
            {question.unit}
          </span>
        )}
      </div>
    </div>
  );
}
