/** Articles to choose from: title, and what each says in short. */
import type { ArticleLine } from "./contract.ts";

interface LinesProps {
  readonly lines: readonly ArticleLine[];
  readonly open: (id: string) => void;
}

export function Lines({ lines, open }: LinesProps) {
  return (
    <ul class="lines">
      {lines.map(({ id, title, summary }) => (
        <li key={id}>
          <button type="button" class="line" onClick={() => open(id)}>
            {title}
            {summary && <span class="hint">{summary}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
