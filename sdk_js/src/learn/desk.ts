/** What the help panel shows of checklists, quizzes and news, and what it does with them. */
import type { ListDesk } from "../../../widgets/src/checklist/contract.ts";
import { makeId } from "../store.ts";
import type { CompiledButton, ListedItem } from "../wire.gen.ts";
import { countDone } from "./entries.ts";
import { isHidden, listNews } from "./going.ts";
import type { Keeping } from "./keeping.ts";
import { showChecklist, showNews } from "./shown.ts";

export function makeDesk({ env, words, bodies, list, find, weigh, tick, watch }: Keeping): ListDesk {
  const { config, store, knowledge, record, methods, fail } = env;
  const standing = knowledge.standing;
  const isOver = (id: string): boolean => !!standing().progress[id]?.completed;
  const news = () => listNews(store.read().items, standing(), Date.parse(knowledge.now()));

  /** What only the host's page does, it does as if its own code had asked. */
  function press({ do: act, tour, article, event }: CompiledButton): void {
    if (act === "start" && tour) methods.start(tour).catch(fail);
    else if (article || act === "contact") env.open(article ? `articles/${article}` : act).catch(fail);
    else if (act === "track" && event) methods.track(event).catch(fail);
  }

  function showLine(item: ListedItem) {
    const body = bodies.get(item.hash, "checklist");
    const { done, total } = body ? countDone(weigh(body)) : { done: 0, total: 0 };
    return {
      id: item.id,
      title: `${item.title}`,
      done: isOver(item.id) ? total : done,
      total,
      isHidden: isHidden(item, standing()),
    };
  }

  /** A run of its own, that is over at once: no card of it is to come. */
  function pass({ id, hash, kind }: ListedItem, ending: string, props: Readonly<Record<string, unknown>>): void {
    const run = makeId();
    record({ name: `${kind}_started`, item: id, item_hash: hash, run, props: { auto: false } });
    record({ name: `${kind}_${ending}`, item: id, item_hash: hash, run, props });
  }

  return {
    words,
    checklists: () => {
      const rank = ({ done, total, isHidden }: ReturnType<typeof showLine>): number =>
        Number(isHidden || done >= total);
      return list()
        .map(showLine)
        .sort((a, b) => rank(a) - rank(b));
    },
    checklist: (id) => {
      const item = find(id);
      const body = item && bodies.get(item.hash, "checklist");
      return body ? showChecklist(body, weigh(body), isOver(id)) : null;
    },
    load: async () => {
      const items = [...list(), ...news().map(({ item }) => item)];
      await Promise.all(items.map(({ hash }) => bodies.load(hash)));
      return true;
    },
    begin: (id) => {
      const item = find(id);
      if (item && !standing().progress[id]) pass(item, "dismissed", { reason: "left" });
    },
    tick,
    hide: (id, isOff) => {
      const item = find(id);
      const { run } = standing().progress[id] ?? {};
      if (item && run && isOff)
        record({ name: "checklist_dismissed", item: id, item_hash: item.hash, run, props: { reason: "declined" } });
      methods.preferences({ items: { [id]: !isOff } }).catch(fail);
    },
    news: () =>
      news().map(({ item, unread }) => {
        const body = bodies.get(item.hash, "announcement");
        const ways = { base: config.base, traits: store.read().person?.traits ?? {}, press };
        return { id: item.id, title: `${item.title}`, unread, body: body ? showNews(body, ways) : null };
      }),
    readNews: () => {
      for (const { item, unread } of news()) if (unread) pass(item, "completed", {});
    },
    quiz: async (id) => (await import("./attempts.ts")).openQuiz(env, words.locale, id),
    watch,
  };
}
