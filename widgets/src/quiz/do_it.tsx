/** Something to do on the page: what holds the quiz makes room for it, and it is noticed by itself once it is done. */

import { useEffect } from "preact/hooks";
import { Icon } from "../kit/kit.ts";
import type { Question, QuizProps, Value } from "./contract.ts";
import { CHECK } from "./verdict.tsx";

interface DoItProps {
  readonly of: QuizProps;
  readonly question: Question;
  readonly isDone: boolean;
  readonly answer: (value: Value, stays?: boolean) => void;
}

export function DoIt({ of: { words, source }, question: { id }, isDone, answer }: DoItProps) {
  useEffect(() => (isDone ? undefined : source.whenDone(id, () => answer(true, true))), [isDone]);
  const { stepAside } = source;
  return (
    <div class="told">
      <p role="status">
        {isDone && <Icon path={CHECK} />}
        {isDone ? words.done : words.do_it}
      </p>
      {!isDone && stepAside && (
        <button type="button" class="primary" onClick={() => stepAside(id, words.aside)}>
          {words.go_to_page}
        </button>
      )}
    </div>
  );
}
