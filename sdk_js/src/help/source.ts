/** What the panel's views ask for. What was answered is kept for as long as the page lasts, so that Back is there at once. */
import type { Answer, Article, Found, HelpSource, Snippet, Topic } from "../../../widgets/src/panel/contract.ts";
import type { CompiledSnippet } from "../wire.gen.ts";
import { type Ask, NoAnswer } from "./ask.ts";
import type { HelpEnv } from "./env.ts";

const MOST_KEPT = 100;

interface ArticleAnswer extends Pick<Article, "changed" | "topic" | "related" | "vote"> {
  readonly article: Omit<Article, "changed" | "topic" | "related" | "vote">;
}

export function makeSource({ config, store }: HelpEnv, ask: Ask): Omit<HelpSource, "desk" | "lists"> {
  const { base, locale } = config;
  const kept = new Map<string, Promise<unknown>>();

  /** For this person, and of this content; what failed is asked for again. */
  function keep<T>(what: string, load: () => Promise<T>): Promise<T> {
    const { person, revision } = store.read();
    const name = `${person?.id} ${revision} ${what}`;
    const before = kept.get(name) as Promise<T> | undefined;
    if (before) return before;
    const asked = load();
    kept.set(name, asked);
    asked.catch(() => kept.delete(name));
    if (kept.size > MOST_KEPT) kept.delete([...kept.keys()][0] as string);
    return asked;
  }

  /** At most a hundred articles of each. */
  async function fetchTopics(about?: { readonly topic: string; readonly after: number }): Promise<readonly Topic[]> {
    return (await ask<{ topics: readonly Topic[] }>("topics", about)).topics;
  }

  async function fetchArticle(id: string): Promise<Article | null> {
    try {
      const { article, ...about } = await ask<ArticleAnswer>(`articles/${encodeURIComponent(id)}`, {
        url: location.href.slice(0, 8000),
      });
      return { ...article, ...about };
    } catch (error) {
      if (error instanceof NoAnswer && error.status === 404) return null;
      throw error;
    }
  }

  async function fetchSnippet(id: string): Promise<Snippet | null> {
    const hash = store.read().items.find((one) => one.id === id)?.hash;
    if (!hash) return null;
    const answer = await fetch(`${base}/v1/content/${hash}?locale=${encodeURIComponent(locale)}`, {
      credentials: "omit",
    });
    if (!answer.ok) throw new NoAnswer(hash, answer);
    const { media, text, ...rest }: CompiledSnippet = await answer.json();
    // Here it is a part of the text as any other.
    return { ...rest, text: media ? [...text, { ...media, tag: media.kind === "video" ? "video" : "img" }] : text };
  }

  const here = (): string => location.href.slice(0, 8000);
  return {
    topics: () => keep("topics", () => fetchTopics()),
    more: (topic, after) =>
      keep(`topic ${topic} ${after}`, async () => (await fetchTopics({ topic, after }))[0]?.articles ?? []),
    article: (id) => keep(`article ${id}`, () => fetchArticle(id)),
    search: (q, signal) =>
      keep(`search ${here()} ${q}`, () => ask<Found>("search", { q, url: here(), as_typed: true }, signal)),
    answer: (question, signal) =>
      keep(`answer ${question}`, () => ask<Answer>("answers", { question, url: here() }, signal)),
    snippet: (id) => keep(`snippet ${id}`, () => fetchSnippet(id)),
    base,
  };
}
