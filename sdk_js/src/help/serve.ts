/** Serves the panel: what it shows of this page and this person, what it asks for, and what it does. Fetched when somebody is about to open it. */

import type { WidgetHost } from "../../../widgets/src/contract.ts";
import type { HelpSource, MountedPanel, Named, PanelChunk, PanelProps } from "../../../widgets/src/panel/contract.ts";
import type { HelpWords } from "../../../widgets/src/panel/words.ts";
import type { Listed } from "../wire.gen.ts";
import { makeAsk } from "./ask.ts";
import type { HelpEnv } from "./env.ts";
import { foldVotes, listDeclined, listOffers, listUnfinished } from "./offer.ts";
import { makeSource } from "./source.ts";
import { findSide } from "./surroundings.ts";
import { makeTell } from "./tell.ts";

export interface Served {
  /** Whether there is such a place, for this person. */
  has(path: string): Promise<boolean>;
  show(host: WidgetHost, path: string, close: () => void): MountedPanel;
  /** The page or what is known may have changed. */
  refresh(): void;
}

/** ms that a panel waits to know whether there is what it is to show. */
const SOON = 1000;

let loading: Promise<Served> | undefined;

export function loadPanel(env: HelpEnv, locale: string): Promise<Served> {
  const { chunks } = env.config;
  loading ??= Promise.all([
    import(`${chunks}panel.js`) as Promise<PanelChunk>,
    import(`${chunks}help-words-${locale}.js`) as Promise<{ readonly words: HelpWords }>,
    import(`${chunks}kit.js`), // The panel's own, which it would ask for only once it is there.
    env.knowledge.loadFind(),
  ]).then(([chunk, { words }]) => serve(env, chunk, words));
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

function serve(env: HelpEnv, chunk: PanelChunk, words: HelpWords): Served {
  const { store, knowledge, methods, record, starts, fail } = env;
  const ask = makeAsk(env);
  const desk = () => import("../contact/talk.ts").then(({ openTalk }) => openTalk(env));
  const lists = () => import("../learn/keep.ts").then(({ openKeeper }) => openKeeper(env));
  const source: HelpSource = { ...makeSource(env, ask), desk, lists };
  const hasLists = (): boolean => store.read().items.some(({ kind }) => /^(ch|an)/.test(kind));
  const titles = new Map<string, string>();
  const tell = makeTell(record, env.config.locale);
  let panel: MountedPanel | undefined;
  let close = (): void => {};
  let drawn = "";

  /** A tour is listed without its title. */
  function nameAll<T extends Listed>(items: readonly T[]): readonly (Named & Pick<T, "kind">)[] {
    const { bodies } = store.read();
    return items.flatMap((item) => {
      const { id, kind, hash } = item;
      const title = "title" in item ? item.title : (bodies[hash]?.title ?? titles.get(hash));
      if (title === undefined) fetchTitle(hash);
      return title === undefined ? [] : [{ id, kind, title }];
    });
  }

  function fetchTitle(hash: string): void {
    import("../content.ts")
      .then(({ fetchBody }) => fetchBody(hash, env.config, store))
      .then(({ title }) => {
        titles.set(hash, title);
        refresh();
      })
      .catch(fail);
  }

  const change = (asked: Promise<unknown>): void => void asked.then(refresh, fail);

  function start(tour: string): void {
    close();
    methods.start(tour).catch(fail);
  }

  const acts: PanelProps["acts"] = {
    start,
    resume: (tour) => {
      const { status, run } = knowledge.standing().progress[tour] ?? {};
      // Whoever goes on with what they left takes that back, as with Undo.
      if (run && status === "left") record({ name: "tour_resumed", item: tour, run });
      start(tour);
    },
    read: (item, from) => {
      tell("article_read", { from }, item);
      if (hasLists()) lists().then((it) => it.noteRead(item), fail);
    },
    vote: (item, helped, reason = "") => tell("article_voted", { helped, reason }, item),
    searched: (q, results) => tell("searched", { q, results }),
    openResult: ({ kind, id }, q, position) => tell("result_opened", { q, position, kind }, id),
    openSnippet: (item) => tell("snippet_opened", {}, item),
    asked: (q, answered) => tell("question_asked", { q, answered }),
    switchTours: (on) => change(methods.preferences({ tours: on })),
    switchOn: (tour) => change(methods.preferences({ items: { [tour]: true } })),
    exportMe: () => import("./about_me.ts").then(({ exportMe }) => exportMe(ask)),
    forgetMe: () => import("./about_me.ts").then(({ forgetMe }) => forgetMe(ask, env)).then(refresh),
  };

  function describe(): PanelProps {
    const { items, help, themes, votes, queue, unread } = store.read();
    const standing = { ...knowledge.standing(), votes: foldVotes(votes ?? {}, queue) };
    return {
      title: help?.title ?? words.help,
      words,
      theme: themes?.default ?? null,
      side: findSide(false),
      aboveLauncher: help?.launcher === "bottom-end",
      offers: nameAll(listOffers(items, knowledge.judge, standing)) as PanelProps["offers"],
      unfinished: nameAll(listUnfinished(items, standing)) as PanelProps["unfinished"],
      topics: help?.topics ?? [],
      contact: !!help?.contact,
      lists: hasLists(),
      unread,
      preferences: { tours: standing.preferences.tours, declined: nameAll(listDeclined(items, standing)) },
      source,
      acts,
      onClose: close,
    };
  }

  function refresh(): void {
    if (!panel) return;
    const props = describe();
    const text = JSON.stringify(props);
    if (text !== drawn) panel.update(props);
    drawn = text;
  }

  async function has(path: string): Promise<boolean> {
    const place = chunk.readPath(path);
    if (!place) return false;
    const { view, id } = place;
    if (view === "topics" && id) return !!store.read().help?.topics.some((topic) => topic.id === id);
    if (/^(quiz|checklist)/.test(view))
      return store.read().items.some((item) => item.id === id && view.startsWith(item.kind));
    if (view !== "articles") return true;
    // What can't be told soon is for the view to say.
    const late = new Promise<boolean>((resolve) => setTimeout(resolve, SOON, true));
    const told = source.article(id).then(
      (article) => !!article,
      () => true,
    );
    return Promise.race([told, late]);
  }

  return {
    has,
    refresh,
    show: (host, path, onClose) => {
      close = onClose;
      tell("help_opened", { path });
      const mounted = chunk.mount(host, describe(), path);
      knowledge.reading = true;
      panel = {
        ...mounted,
        destroy: () => {
          panel = undefined;
          mounted.destroy();
          knowledge.reading = false;
          // What waited may start, unless something was just asked for.
          Promise.resolve()
            .then(() => starts.consider())
            .catch(fail);
        },
      };
      return panel;
    },
  };
}
