/**
 * Starts what is due and what is asked for, one tour at a time, and takes it back when it ended elsewhere. Effects of `choose.ts`;
 * the tour itself is a chunk that is fetched when it is needed.
 */
import type { Config } from "./boot.ts";
import type { Knowledge } from "./knowledge.ts";
import { takeLock } from "./lock.ts";
import type { FindChunk } from "./page/find.ts";
import { makeId, type Store } from "./store.ts";
import { choose } from "./tour/choose.ts";
import type { RunningTour, TourEnv } from "./tour/env.ts";
import type { CompiledTour, ListedItem, PageEvent } from "./wire.gen.ts";

interface Parts {
  readonly config: Config;
  readonly store: Store;
  readonly knowledge: Knowledge;
  readonly record: (event: Pick<PageEvent, "name"> & Partial<PageEvent>) => void;
  readonly track: TourEnv["track"];
  readonly listeners: TourEnv["listeners"];
  readonly fail: (error: unknown) => void;
}

/** What makes us look: a host's event, or an item whose delay has passed. */
export interface Occasion {
  readonly event?: string;
  readonly waited?: string;
}

export interface Starts {
  consider(occasion?: Occasion): void;
  /** The server has answered: what is new may start, and what ended elsewhere ends. */
  answered(): void;
  /** Out: whether there is such a tour. */
  start(item: string): Promise<boolean>;
  moved(): void;
  happened(event: string): void;
  takeBack(): void;
  /** Somebody else is here now, of whom the server has said nothing yet. */
  stop(): void;
}

type Run = (env: Omit<TourEnv, "find" | "isVisible" | "watch">) => RunningTour;

interface Running {
  readonly item: string;
  readonly run: string;
  readonly tour: RunningTour;
}

export function makeStarts({ config, store, knowledge, record, track, listeners, fail }: Parts): Starts {
  const { base, chunks, key, locale } = config;
  let running: Running | undefined;
  let starting: object | undefined;
  let answered = false;
  /** Somebody who just said no is left alone until the next page. */
  let refused = false;
  let unwatch: (() => void) | undefined;
  const timers = new Map<string, number>();

  function consider(occasion: Occasion = {}): void {
    // Not before the host has settled: hydration and autofocus come first.
    if (running || starting || document.hidden || document.readyState !== "complete") return;
    const { items, visit, cursor, person } = store.read();
    if (person?.acting) return;
    const choice = choose({
      ...knowledge.standing(),
      ...knowledge,
      ...occasion,
      items,
      visit,
      cursor,
      answered: answered && !refused,
    });
    const { start, delayed } = choice;
    if (!choice.watch) endWatch();
    else unwatch ??= watchSoon();
    for (const [id, timer] of timers) if (!delayed.some((item) => item.id === id)) forget(id, timer);
    for (const { id, start } of delayed) {
      if (timers.has(id)) continue;
      const later = (): void => {
        timers.delete(id);
        look({ waited: id });
      };
      timers.set(id, window.setTimeout(later, start.delay));
    }
    if (start) begin(start, false, choice.again).catch(fail);
  }

  /** Before the page's elements can be watched, it takes what finds them. */
  function watchSoon(): () => void {
    let over = false;
    let end: (() => void) | undefined;
    const begin = ({ watch }: FindChunk): void => {
      if (!over) end = watch(look);
    };
    knowledge.loadFind().then(begin).catch(fail);
    return () => {
      over = true;
      end?.();
    };
  }

  function look(occasion?: Occasion): void {
    try {
      consider(occasion);
    } catch (error) {
      fail(error);
    }
  }

  function forget(id: string, timer: number): void {
    clearTimeout(timer);
    timers.delete(id);
  }

  function endWatch(): void {
    unwatch?.();
    unwatch = undefined;
  }

  async function loadBody({ hash }: ListedItem): Promise<CompiledTour> {
    const known = store.read().bodies[hash];
    if (known) return known;
    const response = await fetch(`${base}/v1/content/${hash}?locale=${encodeURIComponent(locale)}`, {
      credentials: "omit",
    });
    if (!response.ok) throw new Error(`No content: ${response.status}`);
    const body: CompiledTour = await response.json();
    store.change((stored) => {
      stored.bodies = { ...stored.bodies, [hash]: body };
    });
    return body;
  }

  async function begin(item: ListedItem, byHand: boolean, again: boolean): Promise<void> {
    const mine = {};
    starting = mine;
    endWatch();
    let release: (() => void) | null = null;
    let walking: RunningTour | undefined;
    try {
      release = await takeLock(`handrail:${key}:tour`, byHand, () => walking?.stop());
      if (!release) return;
      const [chunk, tour, find] = await Promise.all([
        import("./tour/run.ts"),
        loadBody(item),
        knowledge.loadFind(),
        import(`${chunks}step.js`), // Needed in a moment: so it comes along.
      ]);
      const parts = await chunk.loadParts(chunks, tour, again);
      if (starting !== mine) return;
      const run: Run = (env) => chunk.runTour(tour, parts, { ...env, ...find, find: find.findTarget });
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
      base,
      cursor: mine,
      progress: before,
      again,
      by: byHand ? "by-person" : "by-itself",
      ...knowledge,
      record: (event) => {
        if (event.name === "tour_dismissed") refused = true;
        if (event.name === "tour_resumed") refused = false;
        record({ run: name, item: id, item_hash: hash, ...event });
      },
      save: (position) =>
        store.change((stored) => {
          stored.cursor = { run: name, byHand: byHand || !!mine?.byHand, ...position };
        }),
      start: (other) => void start(other).catch(fail),
      track,
      listeners,
      ended: () => {
        over = true;
        release();
        running = undefined;
        store.change((stored) => {
          if (stored.cursor?.run === name) stored.cursor = undefined;
        });
        // Whoever ended it may have more to do.
        queueMicrotask(look);
      },
      fail,
    });
    if (!over) running = { item: id, run: name, tour };
    return tour;
  }

  async function start(id: string): Promise<boolean> {
    const item = store.read().items.find((one) => one.id === id);
    if (!item) return false;
    if (running?.item === id) running.tour.bring();
    else {
      running?.tour.stop();
      await begin(item, true, knowledge.standing().progress[id]?.status === "active");
    }
    return true;
  }

  function takeBack(): void {
    if (!running || refused) return; // A decline can still be undone.
    const { item, run, tour } = running;
    const known = knowledge.standing().progress[item];
    const listed = store.read().items.some(({ id }) => id === item);
    if (!listed || (known && (known.run !== run || known.status !== "active"))) tour.stop();
  }

  return {
    consider,
    start,
    takeBack,
    answered: () => {
      answered = true;
      takeBack();
      consider();
    },
    moved: () => {
      for (const [id, timer] of timers) forget(id, timer);
      running?.tour.moved();
      consider();
    },
    happened: (event) => {
      running?.tour.happened(event);
      consider({ event });
    },
    stop: () => {
      answered = refused = false;
      starting = undefined;
      running?.tour.stop();
    },
  };
}
