/** All drafts of the folder. One that is pressed is what the other lists are about. */
import { useState } from "../kit/kit.ts";
import type { ViewProps } from "./view.ts";

/** More than are seen at a glance. */
const MANY = 8;

export function Items({ studio, running, draft, choose }: ViewProps) {
  const [wanted, setWanted] = useState("");
  const items = studio?.items ?? [];
  if (!items.length) return <p class="hint">{studio ? "There is nothing in this folder yet." : "Loading …"}</p>;
  const found = items.filter(({ id, kind, title, file }) =>
    [title, id, kind, file].some((text) => text.toLowerCase().includes(wanted.trim().toLowerCase())),
  );
  return (
    <>
      {items.length > MANY && (
        <label class="find">
          <span>Find</span>
          <input
            type="search"
            value={wanted}
            onInput={(event: Event) => setWanted((event.currentTarget as HTMLInputElement).value)}
          />
        </label>
      )}
      <p role="status" class="hint trouble">
        {!found.length && "Nothing is called so: neither its title, nor its kind, nor its file."}
      </p>
      <ul class="lines">
        {found.map(({ id, kind, title, file, line }) => (
          <li key={file}>
            <button
              type="button"
              class="line"
              aria-current={id === draft?.id ? "true" : undefined}
              onClick={() => choose(id)}
            >
              <span class="title" dir="auto">
                {title || id}
              </span>
              <span class="hint">
                {kind} · {file}:{line}
                {id === running?.item && " · on this page now"}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
