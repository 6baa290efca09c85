/** What went wrong with sending, what became of the answers, and what can be done. */
import type { QuizProps } from "./contract.ts";
import { Title } from "./title.tsx";
import type { Sitting, Trouble } from "./use_sitting.ts";

interface TroubleProps {
  readonly of: QuizProps;
  readonly sitting: Sitting;
  readonly trouble: Trouble;
  readonly arrived: (heading: HTMLElement) => void;
}

export function TroubleView({ of: { words }, sitting, trouble, arrived }: TroubleProps) {
  const { kept, sending, send, proceed, startAgain } = sitting;
  if (trouble === "gone" || trouble === "used_up") return <Title arrived={arrived}>{words[trouble]}</Title>;
  if (trouble !== "unsent")
    return (
      <div class="told">
        <Title arrived={arrived}>{words[trouble]}</Title>
        <div class="acts">
          <button type="button" class="primary" onClick={startAgain}>
            {words.start_again}
          </button>
        </div>
      </div>
    );
  const isOffline = !navigator.onLine;
  const isLast = kept.at === null || kept.asked.at(-1) === kept.at;
  return (
    <div class="told">
      <Title arrived={arrived}>{isOffline ? words.offline : words.unsent}</Title>
      <p>{isOffline ? words.offline_hint : words.unsent_hint}</p>
      <div class="acts">
        {!isLast && (
          <button type="button" class="plain" onClick={proceed}>
            {words.go_on}
          </button>
        )}
        <button type="button" class="primary" onClick={() => sending || send()}>
          {sending ? words.checking : words.again}
        </button>
      </div>
    </div>
  );
}
