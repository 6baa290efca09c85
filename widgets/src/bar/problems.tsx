/** What is wrong in the folder, by line and column. The last good drafts stay on the page meanwhile. */
import type { ViewProps } from "./view.ts";

export function Problems({ studio }: ViewProps) {
  const faults = studio?.faults ?? [];
  if (!faults.length) return <p class="hint">Nothing is wrong in this folder.</p>;
  return (
    <ul class="lines">
      {faults.map(({ file, line, column, problem, fix, level }) => (
        <li key={`${file}:${line}:${column}:${problem}`} class={level}>
          <p>
            <code>{[file, line, column].filter((part) => part !== null).join(":")}</code> {problem}
          </p>
          {fix && <p class="hint">{fix}</p>}
        </li>
      ))}
    </ul>
  );
}
