/** The first view: what fits this page, what is unfinished, and the ways to all the rest. */
import type { ComponentChildren } from "preact";
import { useId } from "../kit/kit.ts";
import type { Offer, ViewProps } from "./contract.ts";
import { Lists } from "./later.tsx";
import { Line } from "./lines.tsx";
import { SnippetText } from "./snippet_text.tsx";

export function Home(view: ViewProps) {
  const { panel, go, onError } = view;
  const { words, offers, unfinished, topics, acts } = panel;
  const show = (offer: Offer) => {
    if (offer.kind === "tour")
      return <TourLine key={offer.id} title={offer.title} label={words.start} onPress={() => acts.start(offer.id)} />;
    if (offer.kind === "snippet")
      return <SnippetText key={offer.id} offer={offer} panel={panel} go={go} onError={onError} />;
    const view = offer.kind === "quiz" ? "quizzes" : "articles";
    return <Line key={offer.id} title={offer.title} onPress={() => go(`${view}/${offer.id}`)} />;
  };
  return (
    <>
      {panel.lists && <Lists {...view} part="top" />}
      {offers.length > 0 && <Section title={words.for_this_page}>{offers.map(show)}</Section>}
      {unfinished.length > 0 && (
        <Section title={words.unfinished}>
          {unfinished.map(({ id, kind, title }) => (
            <TourLine
              key={id}
              title={title}
              label={words.resume}
              onPress={() => (kind === "quiz" ? go(`quizzes/${id}`) : acts.resume(id))}
            />
          ))}
        </Section>
      )}
      {panel.lists && <Lists {...view} part="news" />}
      {topics.length > 0 && (
        <Section title={words.topics}>
          {topics.map(({ id, title }) => (
            <Line key={id} title={title} onPress={() => go(`topics/${id}`)} />
          ))}
        </Section>
      )}
      <div class="foot">
        <button type="button" class="plain" onClick={() => go("preferences")}>
          {words.preferences}
        </button>
      </div>
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <ul class="lines">{children}</ul>
    </section>
  );
}

interface TourLineProps {
  readonly title: string;
  readonly label: string;
  readonly onPress: () => void;
}

function TourLine({ title, label, onPress }: TourLineProps) {
  const id = useId();
  return (
    <li class="tour">
      <bdi id={id}>{title}</bdi>
      <button type="button" class="second" aria-describedby={id} onClick={onPress}>
        {label}
      </button>
    </li>
  );
}
