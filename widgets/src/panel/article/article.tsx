/** An article: what it says, when that last changed, whether it helped, and what goes with it. */
import { useEffect, useRef } from "preact/hooks";
import { Heading, useLoaded, Waiting } from "../../kit/kit.ts";
import type { Article, Place, ViewProps } from "../contract.ts";
import { Nodes } from "../nodes/nodes.tsx";
import { ContactButton, Missing } from "../said.tsx";
import { Vote } from "./vote.tsx";
import { recallVote } from "./votes.ts";

/** Headings from which on an article is long. */
const LONG = 4;
/** Who goes back to an article is not told of twice. */
const counted = new WeakSet<Place>();

export function ArticleView(view: ViewProps) {
  const { panel, place } = view;
  const { words, source } = panel;
  const loaded = useLoaded(() => source.article(place.id), [place.id]);
  const { value } = loaded;
  if (value) return <ArticleText {...view} article={value} />;
  if (value === null) return <Missing {...view} title={words.missing} hint={words.missing_hint} />;
  return (
    <Waiting loaded={loaded} words={words}>
      <ContactButton {...view} />
    </Waiting>
  );
}

function ArticleText(view: ViewProps & { readonly article: Article }) {
  const { panel, place, go, arrived, onError, article } = view;
  const { words, source, acts } = panel;
  const { id, topic, headings, related, locale } = article;
  const others = related.filter((one) => one.id !== id && recallVote(source, one.id) !== "no");
  const own = useRef<HTMLElement>(null);

  useEffect(() => {
    if (!counted.has(place)) acts.read(id, place.from);
    counted.add(place);
  }, []);
  useEffect(() => {
    const find = (selector: string) => own.current?.querySelector<HTMLElement>(selector);
    const part = place.anchor && (find(`#${CSS.escape(place.anchor)}`) ?? find("h2"));
    const pane = own.current?.parentElement;
    if (!part || !pane) return;
    // Not scrollIntoView, which may take the host's page along.
    pane.scrollTop += part.getBoundingClientRect().top - pane.getBoundingClientRect().top - AIR;
    arrived(part);
  }, [place.anchor]);

  return (
    <article ref={own}>
      {topic && (
        <button type="button" class="crumb" onClick={() => go(`topics/${topic.id}`)}>
          <bdi>{topic.title}</bdi>
        </button>
      )}
      <Heading arrived={place.anchor ? () => {} : arrived}>{article.title}</Heading>
      <p class="hint">{words.changed.replace("{date}", formatDay(article.changed, words.locale))}</p>
      {headings.length >= LONG && <Contents {...view} />}
      <Nodes nodes={article.body} locale={locale} panel={panel} go={go} onError={onError} from="link" />
      <Vote {...view} others={others} />
    </article>
  );
}

/** px above a part that was gone to. */
const AIR = 12;

function Contents({ panel, go, article }: ViewProps & { readonly article: Article }) {
  return (
    <details class="contents">
      <summary>{panel.words.contents}</summary>
      <ul class="lines">
        {article.headings.map(({ id, level, text }) => (
          <li key={id}>
            <button
              type="button"
              class={`line level-${level}`}
              onClick={() => go(`articles/${article.id}#${id}`, "link")}
            >
              <bdi>{text}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function formatDay(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(new Date(iso));
}
