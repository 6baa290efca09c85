/**
 * What runs on every page: keeps what this device knows, sends what happened, and decides what starts. With nothing due it listens
 * for a change of address and does nothing else.
 */
import { makeReceive, readAnswer } from "./answer.ts";
import { type Handrail, installApi, makeListeners } from "./api.ts";
import type { Boot, Stub, UserToken } from "./boot.ts";
import { makeIdentity, readClaims, readSub } from "./identity.ts";
import { toJson } from "./json.ts";
import { makeKnowledge } from "./knowledge.ts";
import { watchAddress } from "./page/address.ts";
import type { Send } from "./send.ts";
import { makeStarts } from "./starts.ts";
import { makeId, openStore } from "./store.ts";
import type { PageEvent, SyncResponse } from "./wire.gen.ts";

const MOST_HAPPENED = 100;
/** What is for analysis alone: not kept under Global Privacy Control or Do Not Track. */
const ANALYTIC = "target_missing";
/** The server takes no more. */
const LONGEST_PROPS = 2000;

/** Called once, by the loader, which sees to what it throws. Out: what a preview works with. */
export function boot({ config, stored, first, sent }: Boot) {
  const { key, locale, userToken } = config;
  const { emit, on, find: listeners } = makeListeners();
  const fail = (error: unknown): void => emit("error", { error });
  const guard = (work: () => unknown) => (): void => {
    try {
      work();
    } catch (error) {
      fail(error);
    }
  };
  const store = openStore(key, stored);
  // What is kept from a page in another language is not for this one.
  if (stored.locale !== locale) store.change(() => ({ bodies: {} }));
  const knowledge = makeKnowledge(store, locale);
  const identity = makeIdentity(userToken);
  const starts = makeStarts({ config, store, knowledge, record, track, listeners, fail, guard });
  const receive = makeReceive({ store, onAnswer });
  let send: Send | undefined;
  const { globalPrivacyControl, doNotTrack } = navigator as Navigator & { globalPrivacyControl?: boolean };
  const isPrivate = globalPrivacyControl || doNotTrack === "1";

  function record(event: Pick<PageEvent, "name"> & Partial<PageEvent>): void {
    const { name } = event;
    if (store.read().person?.acting || (isPrivate && name === ANALYTIC)) return;
    const path = location.pathname.slice(0, 2000);
    const whole = store.add({ id: makeId(), at: knowledge.now(), path, ...event });
    emit(name, whole);
    send?.soon(whole); // Without it yet: it looks for what waits when it comes.
  }

  /** Another person at this device: what the last one did goes out under their own token. */
  function become(token: UserToken | undefined): void {
    const sub = readSub(token);
    const known = store.read().sub;
    if (!sub || sub === known) return;
    if (known) close();
    store.change(() => ({ sub }));
  }

  function close(): void {
    starts.stop();
    store.close();
  }

  function onAnswer(answer: SyncResponse): void {
    store.change((stored) => {
      const items = answer.items ?? stored.items;
      const all = { ...stored.bodies, ...answer.bodies };
      const bodies = Object.fromEntries(items.flatMap(({ hash }) => (all[hash] ? [[hash, all[hash]]] : [])));
      const offset = Date.parse(answer.now) - Date.now() || 0;
      return { ...answer, items, bodies, offset, locale };
    });
    starts.answered();
  }

  function track(given: string, props: Readonly<Record<string, unknown>> = {}): void {
    const text = toJson(props);
    if (text.length > LONGEST_PROPS) throw new Error("Too long");
    const event = { name: `${given}`, props: JSON.parse(text) };
    record(event);
    const at = knowledge.now();
    store.change(({ happened }) => ({ happened: [...happened, { ...event, at }].slice(-MOST_HAPPENED) }));
    starts.happened(event.name);
  }

  const parts = {
    config,
    stored,
    store,
    knowledge,
    identity,
    starts,
    record,
    readClaims,
    readAnswer,
    receive,
    become,
    close,
    toJson,
    fail,
    on,
  };
  const ask = () => import("./asked.ts");

  const methods: Omit<Handrail, "push"> = {
    identify: async (user) => {
      if (user === identity.source || !/string|function/.test(typeof user)) return;
      Object.assign(identity, makeIdentity(user));
      become(user);
      await sync();
    },
    track: async (name, props) => track(name, props),
    open: async (path) => {
      await null; // A call that waited for the core comes before there is `opened`.
      await opened;
      return send?.open(path) ?? false;
    },
    context: async (fields) => (await ask()).context(fields, parts),
    // What is known from another page need not wait for the server.
    start: async (item) => (await starts.start(item)) || opened.then(() => starts.start(item)),
    on,
    preferences: async (change) => (await ask()).preferences(change, parts),
    why: async (item) => (await ask()).why(item, parts),
    reset: async () => {
      Object.assign(identity, makeIdentity());
      close();
      await sync();
    },
  };

  become(userToken);
  installApi(window.handrail as Stub, methods, fail);
  const received = first ? receive(first, sent) : undefined;
  // What sends the rest comes after what is seen, and hears of a failure of the first.
  const sending = Promise.resolve(received)
    .catch(() => {})
    .then(() => import("./send.ts"))
    .then(({ makeSend }) => {
      send = makeSend({ ...parts, methods });
      return send.now(received, sent);
    });
  const sync = (): Promise<unknown> => sending.then(() => send?.now());
  const opened = sending.catch(fail).then(() => emit("ready"));

  // A function that says who this is must be asked first: until then nobody's tour goes on.
  const consider = guard(() => (typeof identity.source !== "function" || identity.current) && starts.consider());
  watchAddress(guard(starts.moved));
  addEventListener("storage", starts.takeBack);
  addEventListener("visibilitychange", consider);
  addEventListener("load", consider);
  consider();
  return { ...parts, methods, sync };
}
