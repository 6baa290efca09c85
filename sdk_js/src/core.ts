/**
 * What runs on every page: keeps what this device knows, sends what happened, and decides what starts. With nothing due it listens
 * for a change of address and does nothing else.
 */
import { type Emit, type Handrail, installApi, makeListeners } from "./api.ts";
import type { Boot, Stub } from "./boot.ts";
import { type Context, evaluate, type Truth } from "./conditions.ts";
import { makeIdentity, readClaims } from "./identity.ts";
import { type Held, takeLock } from "./lock.ts";
import { watchAddress } from "./page/address.ts";
import { askElement, findTarget, isVisible } from "./page/target.ts";
import { watch } from "./page/watch.ts";
import { foldEvents, type Standing } from "./progress.ts";
import { isWanted, measure } from "./queue.ts";
import { makeId, openStore } from "./store.ts";
import { makeSync } from "./sync.ts";
import { type Choice, choose } from "./tour/choose.ts";
import type { RunningTour, RunTour } from "./tour/env.ts";
import { explain } from "./why.ts";
import type { CompiledTour, Condition, ListedItem, PageEvent, SyncResponse } from "./wire.gen.ts";

interface Running {
  readonly item: string;
  readonly run: string;
  readonly tour: RunningTour;
}

const LARGEST_EVENT = 8_000;
const MOST_HAPPENED = 100;

/** Called once, by the loader. Nothing escapes. */
export function boot({ config, stored, first, sent }: Boot): void {
  const { emit, on } = makeListeners();
  const fail = (error: unknown): void => emit("error", { error });
  try {
    start({ config, stored, first, sent }, emit, on, fail);
  } catch (error) {
    fail(error);
  }
}

function start({ config, stored, first, sent }: Boot, emit: Emit, on: Handrail["on"], fail: (error: unknown) => void): void {
  const { key, base, chunks, locale } = config;
  const store = openStore(key, stored);
  const now = (): number => Date.now() + store.read().offset;
  const identity = makeIdentity(now, fail);
  identity.set(config.userToken);
  const sync = makeSync({ config, store, identity, become, onAnswer, onError: fail });
  const { globalPrivacyControl } = navigator as { globalPrivacyControl?: boolean };
  const isPrivate = !!globalPrivacyControl || navigator.doNotTrack === "1";

  let running: Running | undefined;
  let starting = "";
  let answered = false;
  /** Somebody who just said no is left alone until the next page. */
  let unwanted = false;
  let waited = new Set<string>();
  let timers: number[] = [];
  let unwatch: (() => void) | undefined;

  /** What the server said, and what happened since. */
  function standing(): Standing {
    const { progress, preferences, queue, visit } = store.read();
    return foldEvents({ progress, preferences }, queue, visit);
  }

  function know(elements: Context["elements"]): Context {
    const { happened } = store.read();
    const progress: Record<string, { seen: boolean; completed: boolean; dismissed: boolean; active: boolean }> = {};
    for (const [item, { status, completed }] of Object.entries(standing().progress)) {
      const dismissed = status === "left" || status === "declined";
      progress[item] = { seen: true, completed, dismissed, active: status === "active" };
    }
    const device = innerWidth < 600 ? "phone" : innerWidth < 1024 ? "tablet" : "desktop";
    const context: Context = {
      url: location.href,
      locale,
      device,
      now: new Date(now()).toISOString(),
      events: happened,
      progress,
    };
    return elements ? { ...context, elements } : context;
  }

  function judge(condition: Condition, target?: Element | null): Truth {
    return evaluate(
      condition,
      know((element, state) => {
        if (element !== "target") return askElement(Array.isArray(element) ? element : [element], state);
        return target === undefined ? null : askElement(target, state);
      }),
    );
  }

  function record(event: Pick<PageEvent, "name"> & Partial<PageEvent>): void {
    const { name } = event;
    if (store.read().person?.acting || !isWanted(name, isPrivate)) return;
    const { seq, queue } = store.read();
    const whole: PageEvent = {
      id: makeId(),
      at: new Date(now()).toISOString(),
      seq: Math.max(seq, ...queue.map((one) => one.seq ?? 0)) + 1,
      path: location.pathname.slice(0, 2000),
      ...event,
    };
    if (measure(whole) > LARGEST_EVENT) throw new Error(`${name} is too large to be sent`);
    store.change((state) => {
      state.seq = whole.seq ?? 0;
      state.visited = Date.now();
    });
    store.add(whole);
    emit(name, whole);
    sync.soon();
  }

  /** Another person at this device: what the last one did goes out under their own token. */
  function become(token: string): void {
    const { sub } = readClaims(token);
    const known = store.read().sub;
    if (typeof sub !== "string" || sub === known) return;
    if (known) close();
    store.change((state) => void (state.sub = sub));
  }

  function close(): void {
    stop();
    store.close();
    answered = false;
    waited = new Set();
  }

  function stop(): void {
    running?.tour.stop();
    starting = "";
  }

  function onAnswer(answer: SyncResponse): void {
    store.change((state) => {
      const { token, now: time, person, preferences, progress, revision, items, bodies, theme } = answer;
      Object.assign(state, { token, person, preferences, progress, revision, locale });
      state.offset = Date.parse(time) - Date.now() || 0;
      if (!Array.isArray(items)) return;
      const hashes = new Set(items.map(({ hash }) => hash));
      const all = Object.entries({ ...state.bodies, ...bodies });
      state.items = items;
      state.bodies = Object.fromEntries(all.filter(([hash]) => hashes.has(hash)));
      state.theme = theme ?? null;
    });
    answered = true;
    takeBack();
    consider();
  }

  /** What ended elsewhere ends here. */
  function takeBack(): void {
    if (!running) return;
    const { item, run } = running;
    const known = standing().progress[item];
    if (known && (known.run !== run || known.status !== "active")) {
      // A decline of our own can still be undone.
      if (!unwanted) running.tour.stop();
    }
  }

  function consider(event?: string): void {
    if (running || starting) return;
    if (!document.body || document.hidden) return;
    const { items, visit, cursor } = store.read();
    const choice: Choice = choose({
      ...standing(),
      items,
      visit,
      cursor,
      event,
      waited,
      answered: answered && !unwanted,
      evaluate: (condition, withElements) => (withElements ? judge(condition) : evaluate(condition, know(undefined))),
    });
    const go = choice.resume ?? choice.start;
    if (choice.watch && !go) unwatch ??= watch(consider);
    else {
      unwatch?.();
      unwatch = undefined;
    }
    for (const timer of timers) clearTimeout(timer);
    timers = choice.delayed.map(({ id, start: { delay } }) =>
      window.setTimeout(() => {
        waited.add(id);
        consider();
      }, delay),
    );
    if (go) begin(go, false, !!choice.resume).catch(fail);
  }

  async function loadBody({ hash }: ListedItem): Promise<CompiledTour> {
    const known = store.read().bodies[hash];
    if (known) return known;
    const path = `${base}/v1/content/${encodeURIComponent(hash)}?locale=${encodeURIComponent(locale)}`;
    const response = await fetch(path, { credentials: "omit" });
    if (!response.ok) throw new Error(`No content: ${response.status}`);
    const body: CompiledTour = await response.json();
    store.change((state) => void (state.bodies = { ...state.bodies, [hash]: body }));
    return body;
  }

  async function begin(item: ListedItem, byHand: boolean, again: boolean): Promise<void> {
    const { id, hash } = item;
    if (starting) return;
    starting = id;
    let held: Held | null = null;
    try {
      held = await takeLock(`handrail:${key}:tour`, byHand, () => running?.tour.stop());
      if (!held) return;
      const [chunk, tour] = await Promise.all([
        import(`${chunks}tour.js`) as Promise<{ runTour: RunTour }>,
        loadBody(item),
        import(`${chunks}step.js`), // Needed in a moment: so it comes along.
      ]);
      if (starting === id) await show(chunk.runTour, tour, held.release);
      else held.release();
    } catch (error) {
      held?.release();
      throw error;
    } finally {
      starting = "";
    }

    async function show(runTour: RunTour, tour: CompiledTour, release: () => void): Promise<void> {
      const { cursor, theme, person } = store.read();
      const before = standing().progress[id];
      const run = again && before ? before.run : makeId();
      const mine = again && cursor?.run === run ? cursor : undefined;
      const env: Parameters<RunTour>[0] = {
        chunks,
        tour,
        theme,
        traits: person?.traits ?? {},
        step: again ? (mine?.step ?? before?.step ?? null) : null,
        quiet: !byHand && !!mine?.quiet,
        again,
        by: byHand ? "by-person" : "by-itself",
        evaluate: judge,
        find: findTarget,
        isVisible,
        watch,
        record: (what) => {
          record({ run, item: id, item_hash: hash, ...what });
          if (what.name === "tour_dismissed") unwanted = true;
          if (what.name === "tour_resumed") unwanted = false;
        },
        save: (position) =>
          store.change((state) => {
            state.cursor = { item: id, run, byHand: byHand || !!mine?.byHand, ...position };
          }),
        start: (other) => void api.start(other),
        ended: () => {
          release();
          running = undefined;
          queueMicrotask(() => consider());
        },
        fail,
      };
      running = { item: id, run, tour: await runTour(env) };
    }
  }

  const api: Omit<Handrail, "push"> = {
    identify: async (user) => {
      if (user === identity.current || !user) return;
      identity.set(user);
      if (typeof user === "string") become(user);
      await sync.now();
    },
    track: async (name, props = {}) => {
      const event = { name: String(name), props: JSON.parse(JSON.stringify(props)) };
      record(event);
      const at = new Date(now()).toISOString();
      store.change((state) => void (state.happened = [...state.happened, { at, ...event }].slice(-MOST_HAPPENED)));
      running?.tour.happened(event.name);
      consider(event.name);
    },
    context: async () => {},
    start: async (id) => {
      if (running?.item === id) {
        running.tour.bring();
        return true;
      }
      if (!answered) await opening;
      const item = store.read().items.find((one) => one.id === id);
      if (!item) return false;
      stop();
      await begin(item, true, standing().progress[id]?.status === "active");
      return true;
    },
    open: async () => false,
    on,
    preferences: async (change) => {
      if (change) {
        const { tours, items } = change;
        record({ name: "preferences_changed", props: JSON.parse(JSON.stringify({ tours, items })) });
      }
      return standing().preferences;
    },
    why: async (id) => {
      const { items, visit } = store.read();
      const item = items.find((one) => one.id === id);
      if (!item) return [{ clause: "listed", value: false }];
      const { progress, preferences } = standing();
      return [
        { clause: "listed", value: true },
        { clause: "auto", value: item.auto },
        { clause: "preferences", value: preferences.tours && preferences.items[id] !== false },
        { clause: "progress", value: progress[id]?.status ?? null },
        { clause: "visit", value: progress[id]?.visit === visit },
        { clause: "start.on", value: item.start.on },
        ...explain(item.start.when, know((element, state) => askElement([element].flat() as never, state)), "start.when"),
      ];
    },
    reset: async () => {
      identity.set(undefined);
      close();
      await sync.now();
    },
  };

  const opening = (async () => {
    if (first && identity.current) become(identity.current);
    await sync.now(first ?? undefined, sent);
    answered = answered || false;
    emit("ready");
  })();
  opening.catch(fail);
  installApi(window.handrail as Stub, api, fail);

  watchAddress(() => {
    waited = new Set();
    running?.tour.moved();
    consider();
  });
  addEventListener("pagehide", sync.flush);
  addEventListener("pageshow", (event) => void (event.persisted && sync.now()));
  document.addEventListener("visibilitychange", () => consider());
  addEventListener("storage", (event) => {
    if (event.key === `handrail:${key}`) takeBack();
  });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => consider());
  else consider();
}
