/** What is new: in the panel's home the first of it, and all of it as a view of its own. Whoever came there has seen it. */
import { useEffect, useRef, useState } from "preact/hooks";
import { Heading, useId, useLoaded, Waiting } from "../kit/kit.ts";
import { followItem } from "../panel/follow.ts";
import type { News, NewsBody } from "./contract.ts";
import { findAddress, Text } from "./text.tsx";
import type { ListViewProps } from "./view.ts";

/** In the panel's home: each of them leads to all. */
const MOST = 3;

export function NewsLines({ desk, go }: ListViewProps) {
  const { words } = desk;
  const heading = useId();
  const news = desk.news();
  if (!news.length) return null;
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading}>{words.news}</h3>
      <ul class="lines">
        {news.slice(0, MOST).map(({ id, title, unread }) => (
          <li key={id}>
            <button type="button" class="line" onClick={() => go(`news#${id}`)}>
              {title}
              {unread && <Unread word={words.new} />}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const Unread = ({ word }: { readonly word: string }) => (
  <>
    {" "}
    <span class="new">{word}</span>
  </>
);

export function NewsView(view: ListViewProps) {
  const { panel, place, desk, arrived } = view;
  const { words } = desk;
  const own = useRef<HTMLDivElement>(null);
  const loaded = useLoaded(desk.load, []);
  const news = desk.news();
  // What was new when the person came stays marked as long as they are here.
  const [fresh] = useState(() => new Set(news.filter(({ unread }) => unread).map(({ id }) => id)));
  useEffect(() => {
    if (loaded.value) desk.readNews();
  }, [loaded.value]);
  useEffect(() => {
    const part = place.anchor && own.current?.querySelector<HTMLElement>(`#hr-news-${CSS.escape(place.anchor)}`);
    if (!part) return;
    // Not scrollIntoView, which may take the host's page along.
    const pane = own.current?.closest<HTMLElement>(".pane");
    if (pane) pane.scrollTop = part.offsetTop - pane.offsetTop - AIR;
    arrived(part);
  }, [place.anchor, loaded.value]);
  return (
    <div ref={own}>
      <Heading arrived={place.anchor ? () => {} : arrived}>{words.news}</Heading>
      {news.length === 0 && <p>{words.no_news}</p>}
      {news.map((one) => (
        <NewsEntry key={one.id} {...view} news={one} isFresh={fresh.has(one.id)} />
      ))}
      {!loaded.value && <Waiting loaded={loaded} words={panel.words} />}
    </div>
  );
}

/** px above what was gone to. */
const AIR = 12;

interface NewsEntryProps extends ListViewProps {
  readonly news: News;
  readonly isFresh: boolean;
}

function NewsEntry(view: NewsEntryProps) {
  const { news, isFresh, desk } = view;
  const { id, title, body } = news;
  return (
    <article class="news" lang={body?.locale} aria-labelledby={`hr-news-${id}`}>
      <h3 id={`hr-news-${id}`} tabIndex={-1}>
        {title}
        {isFresh && <Unread word={desk.words.new} />}
      </h3>
      {body && <NewsText {...view} body={body} />}
    </article>
  );
}

function NewsText({ body, desk, panel, go, onError }: NewsEntryProps & { readonly body: NewsBody }) {
  const { locale, text, buttons } = body;
  return (
    <>
      <Text
        nodes={text}
        words={desk.words}
        locale={locale}
        follow={(item) => followItem(item, panel.acts.start, go)}
        onError={onError}
      />
      {buttons.length > 0 && (
        <div class="row">
          {buttons.map(({ label, href, onPress }) => {
            const to = href && findAddress(href);
            return to ? (
              <a key={label} class="second" href={to.href} target={to.target} rel={to.rel} onClick={onPress}>
                {label}
              </a>
            ) : (
              <button key={label} type="button" class="second" onClick={onPress}>
                {label}
              </button>
            );
          })}
        </div>
      )}
    </>
  );
}
