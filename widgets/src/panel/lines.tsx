/** What there is to choose from: titles, and what each says in short. */
import type { ComponentChildren } from "preact";
import { useId } from "../kit/kit.ts";
import type { ArticleLine } from "./contract.ts";
import { tellDirection } from "./direction.ts";

interface LinesProps {
  readonly lines: readonly ArticleLine[];
  readonly open: (id: string) => void;
}

export function Lines({ lines, open }: LinesProps) {
  return (
    <ul class="lines">
      {lines.map(({ id, title, summary }) => (
        <Line key={id} title={title} onPress={() => open(id)}>
          {summary && (
            <span class="hint" dir={tellDirection(summary)}>
              {summary}
            </span>
          )}
        </Line>
      ))}
    </ul>
  );
}

interface LineProps {
  readonly title: string;
  readonly onPress: () => void;
  /** Of a search: arrows lead to it. */
  readonly found?: boolean;
  /** Of what opens where it stands. */
  readonly open?: boolean;
  readonly below?: ComponentChildren;
  /** Described by these. */
  readonly children?: ComponentChildren;
}

/** Named by its title alone, and pressed anywhere. */
export function Line({ title, onPress, found, open, below, children }: LineProps) {
  const id = useId();
  return (
    <li>
      <div class="choice">
        <button
          type="button"
          class="line"
          dir={tellDirection(title)}
          data-result={found}
          aria-expanded={open}
          aria-describedby={children ? id : undefined}
          onClick={onPress}
        >
          {title}
        </button>
        {children && <div id={id}>{children}</div>}
      </div>
      {below}
    </li>
  );
}
