/** In the place of what is not there yet, or did not come. */
import type { Loaded } from "../kit/kit.ts";
import type { HelpWords } from "./words.ts";

interface WaitingProps {
  readonly loaded: Pick<Loaded<unknown>, "failed" | "again">;
  readonly words: HelpWords;
}

export function Waiting({ loaded, words }: WaitingProps) {
  if (!loaded.failed)
    return (
      <p class="hint" role="status">
        {words.loading}
      </p>
    );
  return (
    <div role="alert">
      <p>{words.failed}</p>
      <p class="hint">{words.failed_hint}</p>
      <button type="button" class="second" onClick={loaded.again}>
        {words.again}
      </button>
    </div>
  );
}
