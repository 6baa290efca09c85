/** One article. */
import { Heading, useLoaded } from "../kit/kit.ts";
import type { ViewProps } from "./contract.ts";
import { Nodes } from "./nodes.tsx";
import { Waiting } from "./waiting.tsx";

export function ArticleView({ panel, place, go, arrived }: ViewProps) {
  const { source, words } = panel;
  const loaded = useLoaded(() => source.article(place.id), [place.id]);
  const { value } = loaded;
  if (value === undefined) return <Waiting loaded={loaded} words={words} />;
  if (!value) return <Heading arrived={arrived}>{words.missing}</Heading>;
  return (
    <article lang={value.locale}>
      <Heading arrived={arrived}>{value.title}</Heading>
      <Nodes nodes={value.body} locale={value.locale} panel={panel} go={go} from="link" />
    </article>
  );
}
