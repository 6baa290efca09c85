/** All topics, or one, with its articles. */
import { Heading, useLoaded } from "../kit/kit.ts";
import type { ViewProps } from "./contract.ts";
import { Waiting } from "./waiting.tsx";

export function TopicsView({ panel, place, go, arrived }: ViewProps) {
  const { source, words } = panel;
  const loaded = useLoaded(() => source.topics(), []);
  if (!loaded.value) return <Waiting loaded={loaded} words={words} />;
  const topic = loaded.value.find(({ id }) => id === place.id);
  return (
    <>
      <Heading arrived={arrived}>{topic?.title ?? words.topics}</Heading>
      <ul class="lines">
        {(topic ? topic.articles : loaded.value).map(({ id, title }) => (
          <li key={id}>
            <button type="button" class="line" onClick={() => go(topic ? `articles/${id}` : `topics/${id}`)}>
              {title}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
