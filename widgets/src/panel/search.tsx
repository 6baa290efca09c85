/** What a search finds, as it is typed. */
import { useLoaded } from "../kit/kit.ts";
import type { ViewProps } from "./contract.ts";
import { Waiting } from "./waiting.tsx";

export function SearchView({ panel, place, go }: ViewProps) {
  const { source, words } = panel;
  const loaded = useLoaded(() => source.search(place.id), [place.id]);
  if (!loaded.value) return <Waiting loaded={loaded} words={words} />;
  return (
    <ul class="lines">
      {loaded.value.results.map(({ id, title }) => (
        <li key={id}>
          <button type="button" class="line" onClick={() => go(`articles/${id}`, "search")}>
            {title}
          </button>
        </li>
      ))}
    </ul>
  );
}
