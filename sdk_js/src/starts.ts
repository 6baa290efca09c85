/**
 * Starts what is due and what is asked for, one thing at a time, and takes it back when it ended elsewhere. Effects of `choose.ts`;
 * what walks it is a chunk that is fetched when it is needed. Whatever starts is walked as a tour: what else it holds is in `learn/`.
 */
import type { StepChunk, Words } from "../../widgets/src/contract.ts";
import { lockOf, takeLock } from "./lock.ts";
import type { Parts } from "./parts.ts";
import { makeId } from "./store.ts";
import type { Running } from "./take_back.ts";
import { type Choice, choose, isBegun, isCalled, isStartable } from "./tour/choose.ts";
import type { RunningTour, TourEnv } from "./tour/env.ts";
import type { CompiledStartable, ListedItem } from "./wire.gen.ts";

/** What is so on this page alone. */
export interface Gates {
  readonly item?: string;
  readonly run?: string;
  readonly answered: boolean;
  readonly refused: boolean;
  readonly waits: Choice["waits"];
}

export interface Starts {
  gates(): Gates;
  consider(): void;
  /** What this item waits for happened, `at` in ms by the server's clock: it starts as soon as there is room. */
  call(item: string, at: number): void;
  /** The server has answered: what is new may start, and what ended elsewhere ends. */
  answered(): void;
  /** Out: whether there is such an item. */
  start(item: string): Promise<boolean>;
  moved(): void;
  happened(event: string): void;
  takeBack(): void;
  /** Somebody else is here now, of whom the server has said nothing yet. */
  stop(): void;
}

type Run = (env: Omit<TourEnv, "find" | "isVisible" | "watch">) => RunningTour;

/** ms: eleven days. No page is open for so long, and browsers do not take much more. */
const LONGEST_TIMER = 1e9;
/** ms */
const RETRY = 1000;

export function makeStarts(parts: Parts): Starts {
  const { config, store, knowledge, record, track, listeners, fail } = parts;
  const look = parts.guard(consider);
  const { chunks, key } = config;
  let running: Running | undefined;
  let starting: object | undefined;
  let answered = false;
  /** Somebody who just said no is left alone until the next page. */
  let refused = false;
  let unwatch: (() => void) | undefined;
  let waking: ReturnType<typeof setTimeout> | undefined;
  let waits: Map<string, number> = new Map();

  function consider(): void {
    // Not before the host has settled: hydration and autofocus come first. A frame called "hidden" would be `document.hidden`.
    if (running || starting || knowledge.reading || document.hidden === true || document.readyState !== "complete")
      return;
    const { items, visit, cursor, person, held } = store.read();
    if (person?.acting) return;
    const view = knowledge.look();
    const choice = choose({
      ...view,
      items: items.filter(isStartable),
      visit,
      cursor,
      held,
      waits,
      answered: answered && !refused,
    });
    const { start, again, watch } = choice;
    ({ waits } = choice);
    if (!watch) unwatch = unwatch?.() as undefined;
    else if (knowledge.found) unwatch ??= knowledge.found.watch(look);
    else knowledge.loadFind().then(look).catch(fail);
    wake(choice.wakeAt - view.at);
    if (start?.held && !again) hold(start);
    else if (start) begin(start, false, again).catch(fail);
  }

  /** This person is among those that the goal is compared with: it is told, and with the answer something else may start. */
  function hold({ id, hash }: ListedItem): void {
    store.change(({ held }) => ({ held: [...held, id] }));
    record({ name: "tour_held_out", item: id, item_hash: hash });
  }

  function wake(rest: number): void {
    clearTimeout(waking);
    if (rest < LONGEST_TIMER) waking = setTimeout(look, rest);
  }

  /** It comes with the answer, as a rule. */
  async function loadBody({ hash }: ListedItem): Promise<CompiledStartable> {
    return store.read().bodies[hash] ?? (await import("./content.ts")).fetchBody(hash, config, store);
  }

  function loadWords({ locale }: CompiledStartable): Promise<{ readonly words: Words }> {
    const [language = ""] = locale.toLowerCase().split("-");
    return import(`${chunks}words-${__LOCALES__.split(" ").includes(language) ? language : "en"}.js`);
  }

  async function begin(item: ListedItem, byHand: boolean, again: boolean): Promise<void> {
    const mine = {};
    starting = mine;
    let release: (() => void) | null = null;
    let walking: RunningTour | undefined;
    try {
      release = await takeLock(lockOf(key), byHand, () => walking?.stop());
      // The tab that has it may be on its way out.
      if (!release) return wake(RETRY);
      const loading = loadBody(item);
      const [chunk, body, { findTarget, isVisible, watch }, step, { words }] = await Promise.all([
        import("./tour/run.ts"),
        loading,
        knowledge.loadFind(),
        import(`${chunks}step.js`) as Promise<StepChunk>,
        loading.then(loadWords),
      ]);
      const taken = await chunk.loadParts(body, again, step, words, parts);
      if (starting !== mine) return;
      // An answer that came meanwhile calls it otherwise, or has it ended.
      if (again && !isBegun(knowledge.standing().progress[item.id])) return void setTimeout(look);
      const run: Run = (env) => chunk.runTour(taken, { ...env, find: findTarget, isVisible, watch });
      walking = walk(item, byHand, again, release, run);
      release = null;
    } finally {
      release?.();
      if (starting === mine) starting = undefined;
    }
  }

  function walk({ id, hash }: ListedItem, byHand: boolean, again: boolean, release: () => void, run: Run): RunningTour {
    const { cursor, themes, person } = store.read();
    const before = again ? knowledge.standing().progress[id] : undefined;
    const name = before?.run ?? makeId();
    const mine = cursor?.run === name ? cursor : undefined;
    let over = false;
    const tour = run({
      themes,
      traits: person?.traits ?? {},
      base: config.base,
      cursor: mine,
      progress: before,
      again,
      by: byHand ? "by-person" : "by-itself",
      ...knowledge,
      record: (event) => {
        if (/dismissed|resumed/.test(event.name)) refused = /dis/.test(event.name);
        record({ run: name, item: id, item_hash: hash, ...event });
      },
      save: (position) =>
        store.change(() => ({ cursor: { run: name, byHand: byHand || !!mine?.byHand, ...position } })),
      start: (other) => void start(other).catch(fail),
      track,
      listeners,
      ended: () => {
        over = true;
        release();
        running = undefined;
        const isOver = !isBegun(knowledge.standing().progress[id]);
        store.change(({ cursor, ended }) => ({
          cursor: cursor?.run === name && isOver ? undefined : cursor,
          ended: byHand || mine?.byHand ? ended : knowledge.now(),
        }));
        // Whoever ended it may have more to do, and the lock takes a moment to be free.
        setTimeout(look);
      },
      fail,
    });
    if (!over) running = { item: id, run: name, tour };
    return tour;
  }

  async function start(name: string): Promise<boolean> {
    const item = store.read().items.find((one): one is ListedItem => isStartable(one) && isCalled(one, name));
    if (!item) return false;
    if (running?.item === item.id) running.tour.bring();
    else {
      running?.tour.stop();
      await begin(item, true, isBegun(knowledge.standing().progress[item.id]));
    }
    return true;
  }

  function takeBack(): void {
    const mine = running;
    if (!mine) return;
    import("./take_back.ts")
      .then((chunk) => {
        // A decline can still be undone.
        if (running === mine && !refused) chunk.takeBack(mine, { store, knowledge, record });
      })
      .catch(fail);
  }

  return {
    gates: () => ({ ...running, answered, refused, waits }),
    consider,
    call: (item, at) => void waits.set(item, at),
    start,
    takeBack,
    answered: () => {
      answered = true;
      takeBack();
      consider();
    },
    moved: () => {
      running?.tour.moved();
      consider();
    },
    happened: (event) => {
      running?.tour.happened(event);
      consider();
    },
    stop: () => {
      answered = refused = false;
      starting = undefined;
      running?.tour.stop();
    },
  };
}
