/** How far a checklist has come: as words, and as a thin line for the eye alone. */
import type { ListWords } from "./words.ts";

interface BarProps {
  readonly words: ListWords;
  readonly done: number;
  readonly total: number;
}

export function Bar({ words, done, total }: BarProps) {
  return (
    <div class="far">
      <p class="hint">{words.progress.replace("{n}", `${done}`).replace("{total}", `${total}`)}</p>
      <div class="gauge" aria-hidden="true">
        <div style={{ inlineSize: `${(100 * done) / (total || 1)}%` }} />
      </div>
    </div>
  );
}
