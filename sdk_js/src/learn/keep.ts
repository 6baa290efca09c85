/**
 * Keeps the checklists of this page: tells what has come to be done, finishes them, and marks the launcher. Fetched where a checklist or an
 * announcement is listed, and when the help panel shows one of these, or a quiz.
 */
import type { ListDesk } from "../../../widgets/src/checklist/contract.ts";
import type { ListWords } from "../../../widgets/src/checklist/words.ts";
import { watchAddress } from "../page/address.ts";
import type { CompiledChecklist, ListedItem } from "../wire.gen.ts";
import { makeBodies } from "./bodies.ts";
import { fillCard } from "./card.ts";
import { makeDesk } from "./desk.ts";
import { countDone, type EntryState, foldDone, isFinished, listEntries } from "./entries.ts";
import { findEnd, findGoing, listNews } from "./going.ts";
import type { Card, KeepEnv, Keeping } from "./keeping.ts";
import { markLauncher } from "./mark.ts";

export interface Keeper extends ListDesk {
  /** The server has answered, or the launcher has changed. */
  readonly answered: () => void;
  /** An article was opened. */
  readonly noteRead: (article: string) => void;
  /** Draws a checklist in a card. Out: ends that. */
  readonly fill: (slot: HTMLElement, checklist: string, card: Card) => Promise<() => void>;
}

const LOCALES = ["nb", "de", "ar", "ja"];
/** ms: what browsers take. */
const LONGEST_TIMER = 1e9;

let keeping: Promise<Keeper> | undefined;

export function openKeeper(env: KeepEnv): Promise<Keeper> {
  const { chunks, locale: wanted } = env.config;
  const given = wanted
    .toLowerCase()
    .replace(/-.*/, "")
    .replace(/^n[no]$/, "nb");
  const locale = LOCALES.includes(given) ? given : "en";
  keeping ??= (import(`${chunks}list-words-${locale}.js`) as Promise<{ readonly words: ListWords }>).then(({ words }) =>
    makeKeeper(env, words),
  );
  keeping.catch(() => {
    keeping = undefined;
  });
  return keeping;
}

function makeKeeper(env: KeepEnv, words: ListWords): Keeper {
  const { store, knowledge, record, fail } = env;
  const bodies = makeBodies(env, look);
  const watchers = new Set<() => void>();
  const cards = new Map<string, Card>();
  const read = new Set<string>();
  let unwatch: (() => void) | undefined;
  let isSoon = false;
  let ending: ReturnType<typeof setTimeout> | undefined;

  const list = (): readonly ListedItem[] =>
    store.read().items.filter((item): item is ListedItem => item.kind === "checklist");
  const find = (id: string): ListedItem | undefined => list().find((item) => item.id === id);

  function weigh(body: CompiledChecklist): readonly EntryState[] {
    const { progress, judge } = knowledge.look();
    return listEntries(body, listDone(body.id), { progress, judge, href: location.href, read });
  }

  const listDone = (id: string): readonly string[] =>
    foldDone(id, store.read().progress[id]?.done ?? [], store.read().queue);

  function tell({ id, hash }: ListedItem, event: string, step?: string): void {
    const run = knowledge.standing().progress[id]?.run ?? null;
    record({ name: `checklist_${event}`, item: id, item_hash: hash, run, ...(step && { step }) });
  }

  /** Once for all that happens now. */
  function look(): void {
    if (isSoon) return;
    isSoon = true;
    setTimeout(() => {
      isSoon = false;
      try {
        lookAround();
      } catch (error) {
        fail(error);
      }
    });
  }

  /** Of what was begun and is not over: what has come to be done is told. */
  function lookAround(): void {
    let waits = false;
    for (const item of list()) {
      const { status } = knowledge.standing().progress[item.id] ?? {};
      const body = status && status !== "completed" && bodies.get(item.hash, "checklist");
      if (!body) continue;
      const states = weigh(body);
      const done = listDone(item.id);
      for (const { item: entry, reached } of states)
        if (reached && !done.includes(entry.id)) tell(item, "item_completed", entry.id);
      // What the page's elements decide may come to be done by any of their changes.
      waits ||= states.some((one) => !one.done && one.item.done && knowledge.judgeBlindly(one.item.done) == null);
      if (isFinished(countDone(states))) finish(item, body);
    }
    if (!waits) unwatch = unwatch?.() as undefined;
    else if (knowledge.found) unwatch ??= knowledge.found.watch(look);
    else knowledge.loadFind().then(look, fail);
    mark();
    for (const react of watchers) react();
  }

  function finish(item: ListedItem, { finish: said }: CompiledChecklist): void {
    const card = cards.get(item.id);
    if (card) card.complete();
    else tell(item, "completed");
    // Whoever has the panel open sees it there.
    if (card || !watchers.size)
      import("./finish.ts").then((chunk) => chunk.sayFinished(env, words.locale, said ?? words.all_done)).catch(fail);
  }

  function mark(): void {
    const standing = knowledge.standing();
    const going = findGoing(list(), standing);
    const body = going && bodies.get(going.hash, "checklist");
    const now = Date.parse(knowledge.now());
    const news = listNews(store.read().items, standing, now);
    clearTimeout(ending);
    const rest = findEnd(news) - now;
    if (rest < Infinity) ending = setTimeout(look, Math.min(rest, LONGEST_TIMER));
    markLauncher(body ? countDone(weigh(body)) : null, news.filter((one) => one.unread).length, words);
  }

  const own: Keeping = {
    env,
    words,
    bodies,
    list,
    find,
    weigh,
    tell,
    tick: (id, entry, done) => {
      const item = find(id);
      if (item) tell(item, done ? "item_completed" : "item_reopened", entry);
    },
    watch: (react, card) => {
      if (card) cards.set(...card);
      watchers.add(react);
      return () => {
        if (card) cards.delete(card[0]);
        watchers.delete(react);
      };
    },
  };
  watchAddress(look);
  // An error may be our own: it changes nothing.
  env.on("*", (_, name) => name !== "error" && look());
  return {
    ...makeDesk(own),
    answered: look,
    noteRead: (article) => {
      read.add(article);
      look();
    },
    fill: (...given) => fillCard(own, ...given),
  };
}
