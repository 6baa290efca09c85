/** Articles to choose from: title, and what each says in short. */
import { useId } from "../kit/kit.ts";
import type { ArticleLine } from "./contract.ts";

interface LinesProps {
  readonly lines: readonly ArticleLine[];
  readonly open: (id: string) => void;
}

export function Lines({ lines, open }: LinesProps) {
  return (
    <ul class="lines">
      {lines.map(({ id, title, summary }) => (
        <Line key={id} title={title} summary={summary} onPress={() => open(id)} />
      ))}
    </ul>
  );
}

interface LineProps {
  readonly title: string;
  readonly summary?: string;
  readonly onPress: () => void;
}

/** Named by its title alone; the rest describes it. */
export function Line({ title, summary, onPress }: LineProps) {
  const id = useId();
  const more = summary ? { "aria-labelledby": `${id}-title`, "aria-describedby": `${id}-more` } : {};
  return (
    <li>
      <button type="button" class="line" onClick={onPress} {...more}>
        <span id={`${id}-title`}>{title}</span>
        {summary && (
          <span id={`${id}-more`} class="hint">
            {summary}
          </span>
        )}
      </button>
    </li>
  );
}
