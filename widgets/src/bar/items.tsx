/** All drafts of the folder. One that is pressed is what the other lists are about. */
import type { ViewProps } from "./shell.tsx";

export function Items({ studio, running, draft, choose }: ViewProps) {
  const items = studio?.items ?? [];
  if (!items.length) return <p class="hint">{studio ? "There is nothing in this folder yet." : "Loading …"}</p>;
  return (
    <ul class="lines">
      {items.map(({ id, kind, title, file, line }) => (
        <li key={file}>
          <button
            type="button"
            class="line"
            aria-current={id === draft?.id ? "true" : undefined}
            onClick={() => choose(id)}
          >
            <span class="title">{title || id}</span>
            <span class="hint">
              {kind} · {file}:{line}
              {id === running?.item && " · on this page now"}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
