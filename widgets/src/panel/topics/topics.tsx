/** All topics with their first articles, or one with all of its own. */
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Heading, useLoaded, Waiting } from "../../kit/kit.ts";
import type { Topic, ViewProps } from "../contract.ts";
import { Lines } from "../lines.tsx";
import { ContactButton, Missing } from "../said.tsx";

/** Articles of a topic, where all topics are shown. */
const FIRST = 3;

export function TopicsView(view: ViewProps) {
  const { panel, place, arrived } = view;
  const { words, source } = panel;
  const loaded = useLoaded(() => source.topics(), []);
  const topics = loaded.value;
  if (!topics)
    return (
      <Waiting loaded={loaded} words={words}>
        <ContactButton {...view} />
      </Waiting>
    );
  const named = panel.topics.find(({ id }) => id === place.id);
  // Of a topic without articles only the name is told.
  const topic =
    topics.find(({ id }) => id === place.id) ?? (named && { ...named, description: null, count: 0, articles: [] });
  if (topic) return <OneTopic {...view} topic={topic} />;
  if (place.id) return <Missing {...view} title={words.not_there} hint={words.missing_hint} />;
  return (
    <>
      <Heading arrived={arrived}>{words.topics}</Heading>
      {topics.length ? (
        topics.map((one) => <FirstOfTopic key={one.id} {...view} topic={one} />)
      ) : (
        <p>{words.no_articles}</p>
      )}
    </>
  );
}

type TopicProps = ViewProps & { readonly topic: Topic };

function OneTopic({ panel, go, arrived, topic }: TopicProps) {
  const { words, source } = panel;
  const { title, description, count } = topic;
  const [more, setMore] = useState<Topic["articles"]>([]);
  const [failed, setFailed] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const articles = [...topic.articles, ...more];
  const newest = useRef(0);
  // The button may be gone; the first that came is where it was.
  useLayoutEffect(() => {
    if (more.length) list.current?.querySelectorAll("button")[articles.length - newest.current]?.focus();
  }, [more]);
  const load = () =>
    source.more(topic.id, articles.length).then(
      (lines) => {
        newest.current = lines.length;
        setFailed(false);
        setMore([...more, ...lines]);
      },
      () => setFailed(true),
    );
  return (
    <>
      <Heading arrived={arrived}>{title}</Heading>
      {description && (
        <p class="hint" dir="auto">
          {description}
        </p>
      )}
      {articles.length ? (
        <div ref={list}>
          <Lines lines={articles} open={(id) => go(`articles/${id}`)} />
        </div>
      ) : (
        <p>{words.no_articles}</p>
      )}
      {articles.length < count && (
        <button type="button" class="second" onClick={load}>
          {words.more}
        </button>
      )}
      {failed && <p role="alert">{words.failed}</p>}
    </>
  );
}

function FirstOfTopic({ panel, go, topic }: TopicProps) {
  const id = useId();
  const { title, articles } = topic;
  const first = articles.slice(0, FIRST);
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>
        <bdi>{title}</bdi>
      </h3>
      <Lines lines={first.map((line) => ({ ...line, summary: "" }))} open={(article) => go(`articles/${article}`)} />
      {articles.length > first.length && (
        <button type="button" class="plain" aria-describedby={id} onClick={() => go(`topics/${topic.id}`)}>
          {panel.words.more}
        </button>
      )}
    </section>
  );
}
