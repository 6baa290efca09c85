/**
 * The one call of a page: what happened goes out, what is due comes back. One at a time, again after a failure (`nextDelay`), never
 * after the server said that what we send is wrong.
 */
import type { Config } from "./boot.ts";
import type { Identity } from "./identity.ts";
import { nextDelay, takeBatch } from "./queue.ts";
import type { Store } from "./store.ts";
import type { PageEvent, SyncRequest, SyncResponse } from "./wire.gen.ts";

export interface Sync {
  /** In a moment, together with what happens until then. */
  soon(): void;
  /** Now; with `first`, the answer that the loader has already asked for. */
  now(first?: Promise<Response> | null, sent?: readonly PageEvent[]): Promise<void>;
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
  readonly fail: (error: unknown) => void;
}

const TOGETHER = 400;
const PATIENCE = 20_000;
/** Failures in a row after which only something new makes us try again. */
const MOST_FAILURES = 8;

/** What a failure may say. `isFinal`: what we send is wrong, and would be again; `isBad`: the body is, not who we are. */
interface Failure {
  readonly isFinal?: boolean;
  readonly isBad?: boolean;
  readonly retryAfter?: string | null;
}

async function read(asked: Promise<Response>): Promise<SyncResponse> {
  const response = await asked;
  const { ok, status, headers } = response;
  const answer: unknown = ok && (await response.json());
  const { token, progress, preferences, person } = Object(answer);
  if (typeof token === "string" && progress && preferences && person) return answer as SyncResponse;
  const isFinal = /^4(?!08|29)/.test(`${status}`);
  const isBad = /^4(00|13|22)/.test(`${status}`);
  throw Object.assign(new Error(`Sync: ${status}`), { isFinal, isBad, retryAfter: headers.get("Retry-After") });
}

export function makeSync({ config, store, identity, become, onAnswer, fail }: Parts): Sync {
  const { key, base, locale, release } = config;
  let busy: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let failures = 0;
  let timer: number | undefined;

  function post(body: SyncRequest, keepalive = false): Promise<SyncResponse> {
    const signal = AbortSignal.timeout?.(PATIENCE);
    return read(
      fetch(`${base}/v1/sync`, { method: "POST", credentials: "omit", body: JSON.stringify(body), keepalive, signal }),
    );
  }

  function describe(events: readonly PageEvent[]): SyncRequest {
    const { token, device, visit, revision, locale: before } = store.read();
    const user_token = identity.current ?? null;
    const since = before === locale && revision ? revision : null;
    const url = location.href.slice(0, 8000);
    return {
      key,
      token: token || null,
      user_token,
      url,
      locale,
      release: release ?? null,
      device,
      visit,
      since,
      events,
    };
  }

  /** What somebody did who is no longer here goes out under their own token. */
  async function sendFormer(): Promise<void> {
    for (let [one] = store.read().former; one; [one] = store.read().former) {
      const { token = null, ...rest } = one;
      await post({ ...describe([]), ...rest, token, user_token: null }).catch((error: Failure) => {
        if (!error.isFinal) throw error;
      });
      store.change((stored) => {
        stored.former = stored.former.slice(1);
      });
    }
  }

  async function exchange(first?: Promise<Response> | null, sent?: readonly PageEvent[]): Promise<void> {
    await sendFormer();
    const user = first ? undefined : await identity.token();
    if (user) become(user);
    const { device, queue } = store.read();
    const events = sent ?? takeBatch(queue);
    const ids = events.map(({ id }) => id);
    const answer = await (first ? read(first) : post(describe(events))).catch((failure: Failure) => {
      // What was wrong with these would be again: they must not hold up the rest for ever.
      if (failure.isBad) store.acknowledge(ids);
      throw failure;
    });
    // Whoever took over meanwhile is told for themselves.
    if (device !== store.read().device) {
      again = true;
      return;
    }
    store.acknowledge(ids);
    onAnswer(answer);
    for (const { id, problem } of answer.rejected) fail(new Error(`Event ${id}: ${problem}`));
    if ((answer.identity && identity.refuse()) || store.read().queue.length) again = true;
  }

  async function work(first?: Promise<Response> | null, sent?: readonly PageEvent[]): Promise<void> {
    again = false;
    try {
      await exchange(first, sent);
      failures = 0;
    } catch (error) {
      fail(error);
      const { isFinal, retryAfter = null } = error as Failure;
      if (isFinal) stopped = true;
      else if (failures++ < MOST_FAILURES) plan(nextDelay(failures - 1, retryAfter, Date.now(), Math.random()));
      return;
    }
    if (again) await work();
  }

  function plan(delay: number): void {
    clearTimeout(timer);
    timer = window.setTimeout(now, delay);
  }

  function now(first?: Promise<Response> | null, sent?: readonly PageEvent[]): Promise<void> {
    clearTimeout(timer);
    again = true;
    if (stopped) return Promise.resolve();
    busy ??= work(first, sent).finally(() => {
      busy = undefined;
    });
    return busy;
  }

  addEventListener("online", () => void (failures && now()));

  return {
    now,
    soon: () => {
      if (!failures || failures > MOST_FAILURES) plan(TOGETHER);
    },
    flush: () => {
      const events = takeBatch(store.read().queue);
      if (!events.length || stopped) return;
      const acknowledge = (): void => store.acknowledge(events.map(({ id }) => id));
      post(describe(events), true).then(acknowledge).catch(fail);
    },
  };
}
