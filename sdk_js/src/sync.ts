/**
 * The one call of a page: what happened goes out, what is due comes back. One at a time, again after a failure (`nextDelay`), never
 * after the server said that what we send is wrong.
 */
import type { Config } from "./boot.ts";
import type { Identity } from "./identity.ts";
import { nextDelay, takeBatch } from "./queue.ts";
import type { Former, Store } from "./store.ts";
import type { PageEvent, SyncRequest, SyncResponse } from "./wire.gen.ts";

export interface Sync {
  /** In a moment, together with what happens until then. */
  soon(): void;
  /** Now; with `first`, the answer that the loader has already asked for. */
  now(first?: Promise<Response>, sent?: readonly PageEvent[]): Promise<void>;
  /** The page goes away: what waits is sent without waiting for the answer. */
  flush(): void;
}

interface Parts {
  readonly config: Config;
  readonly store: Store;
  readonly identity: Identity;
  /** The host named its user: whoever was here before goes. */
  readonly become: (token: string) => void;
  readonly onAnswer: (answer: SyncResponse) => void;
  readonly onError: (error: unknown) => void;
}

const TOGETHER = 400;
const PATIENCE = 20_000;
/** Failures in a row after which only something new makes us try again. */
const MOST_FAILURES = 8;

/** The server answered, and it will not change its mind. */
export class Refused extends Error {
  constructor(readonly status: number) {
    super(`The server refused: ${status}`);
  }
}

class Failed extends Error {
  constructor(readonly retryAfter: string | null) {
    super("The server failed");
  }
}

const isAnswer = (value: unknown): value is SyncResponse => {
  const { token, revision, progress, preferences, person } = Object(value);
  return typeof token === "string" && typeof revision === "string" && !!progress && !!preferences && !!person;
};

export function makeSync({ config, store, identity, become, onAnswer, onError }: Parts): Sync {
  let busy: Promise<void> | undefined;
  let again = false;
  let failures = 0;
  let timer: number | undefined;
  let stopped = false;

  function post(body: SyncRequest, keepalive = false): Promise<Response> {
    const patience = new AbortController();
    const over = setTimeout(() => patience.abort(), PATIENCE);
    const options: RequestInit = { method: "POST", credentials: "omit", body: JSON.stringify(body), keepalive };
    return fetch(`${config.base}/v1/sync`, { ...options, signal: patience.signal }).finally(() => clearTimeout(over));
  }

  function describe(events: readonly PageEvent[]): SyncRequest {
    const { token, device, visit, revision, locale } = store.read();
    const { key, release } = config;
    return {
      key,
      token: token || null,
      user_token: identity.current ?? null,
      url: location.href.slice(0, 8000),
      locale: config.locale,
      release: release ?? null,
      device,
      visit,
      since: locale === config.locale ? (revision ?? null) : null,
      events,
    };
  }

  function describeFormer({ token, device, visit, queue }: Former): SyncRequest {
    return { ...describe(takeBatch(queue)), token: token ?? null, user_token: null, device, visit, since: null };
  }

  async function read(response: Response): Promise<SyncResponse> {
    const { status, headers } = response;
    if (status >= 500 || status === 429 || status === 408) throw new Failed(headers.get("Retry-After"));
    if (status >= 400) throw new Refused(status);
    const answer: unknown = await response.json();
    if (!isAnswer(answer)) throw new Failed(null);
    return answer;
  }

  /** What somebody did who is no longer here goes out under their own token. */
  async function sendFormer(former: Former): Promise<void> {
    const events = takeBatch(former.queue);
    try {
      await read(await post(describeFormer(former)));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
    const sent = new Set(events.map(({ id }) => id));
    store.change((stored) => {
      stored.former = stored.former
        .map((one) => ({ ...one, queue: one.queue.filter(({ id }) => !sent.has(id)) }))
        .filter(({ queue }) => queue.length);
    });
  }

  async function exchange(first?: Promise<Response>, sent?: readonly PageEvent[]): Promise<void> {
    for (let former = store.read().former[0]; former; former = store.read().former[0]) await sendFormer(former);
    const user = first ? undefined : await identity.token();
    if (user) become(user);
    // Whoever takes over meanwhile sends for themselves.
    const { device } = store.read();
    const events = sent ?? takeBatch(store.read().queue);
    const answer = await read(await (first ?? post(describe(events))));
    if (device !== store.read().device) return;
    const ids = events.map(({ id }) => id);
    store.acknowledge(ids);
    for (const { id, problem } of answer.rejected ?? []) onError(new Error(`Event ${id} was rejected: ${problem}`));
    onAnswer(answer);
    if (answer.identity && identity.refuse()) again = true;
    if (ids.length && store.read().queue.length) again = true;
  }

  async function work(first?: Promise<Response>, sent?: readonly PageEvent[]): Promise<void> {
    try {
      await exchange(first, sent);
      failures = 0;
    } catch (error) {
      onError(error);
      if (error instanceof Refused) stopped = true;
      else if (++failures <= MOST_FAILURES) {
        const after = error instanceof Failed ? error.retryAfter : null;
        plan(nextDelay(failures - 1, after, Date.now(), Math.random()));
      }
    }
  }

  function plan(delay: number): void {
    clearTimeout(timer);
    timer = window.setTimeout(now, delay);
  }

  async function now(first?: Promise<Response>, sent?: readonly PageEvent[]): Promise<void> {
    clearTimeout(timer);
    if (busy) {
      again = true;
      return busy;
    }
    if (stopped) return;
    busy = (async () => {
      await work(first, sent);
      for (let most = 20; again && !stopped && most; most--) {
        again = false;
        await work();
      }
    })();
    await busy;
    busy = undefined;
  }

  addEventListener("online", () => {
    if (failures) now();
  });

  return {
    now,
    soon: () => {
      if (!failures || failures > MOST_FAILURES) plan(TOGETHER);
    },
    flush: () => {
      clearTimeout(timer);
      const { queue, former } = store.read();
      const events = takeBatch(queue);
      const leave = (body: SyncRequest, done?: () => void) => post(body, true).then(read).then(done).catch(onError);
      if (events.length && !stopped) leave(describe(events), () => store.acknowledge(events.map(({ id }) => id)));
      for (const one of former.slice(0, 1)) leave(describeFormer(one));
    },
  };
}
