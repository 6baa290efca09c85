/**
 * Sends what happened and takes what is due: the one call of a page, after the loader's first. One at a time, again after a failure
 * (`nextDelay`), never after the server said that what we send is wrong. A chunk of its own: nothing waits for it to be seen.
 */
import type { Failure, Receive, readAnswer } from "./answer.ts";
import { listCalled } from "./called.ts";
import { makeDoor } from "./help/door.ts";
import type { Help, HelpEnv } from "./help/env.ts";
import type { readClaims } from "./identity.ts";
import { nextDelay, takeBatch } from "./queue.ts";
import type { Starts } from "./starts.ts";
import type { Stored } from "./store.ts";
import type { PageEvent, SyncRequest } from "./wire.gen.ts";

export interface Send {
  /** In a moment, together with what happens until then. What waits for such an event may start. */
  soon(event: PageEvent): void;
  /** Now; with `first`, what became of `sent`, with which the loader asked. */
  now(first?: ReturnType<Receive>, sent?: readonly PageEvent[]): Promise<void>;
  readonly open: Help["open"];
}

interface Parts extends Omit<HelpEnv, "freshen" | "closed" | "sync" | "open"> {
  readonly starts: Starts;
  /** As this page found it, before the server answered. */
  readonly stored: Partial<Stored>;
  readonly readClaims: typeof readClaims;
  readonly readAnswer: typeof readAnswer;
  readonly receive: Receive;
  /** The host named its user: whoever was here before goes. */
  readonly become: (token: string) => void;
}

const TOGETHER = 400;
/** ms: by then a card is seen. */
const PAINTED = 50;
const PATIENCE = 20_000;
/** Failures in a row after which only something new makes us try again. */
const MOST_FAILURES = 8;
/** Before it expires. */
const EARLY = 60_000;

/** What we send is wrong, and would be again. */
const isFinal = ({ response }: Failure): boolean => /^4(?!08|29)/.test(`${response?.status}`);
/** Its body is, not who we are. */
const isBad = ({ response }: Failure): boolean => /^4(00|13|22)/.test(`${response?.status}`);

export function makeSend(parts: Parts): Send {
  const { config, store, knowledge, starts, identity, readAnswer, receive, become, toJson, fail } = parts;
  const { key, base, locale, release } = config;
  const help = makeDoor({ ...parts, freshen, closed, sync: () => now() });
  /** What is told of steps is looked into before it goes. */
  let looking: Promise<unknown> | undefined;
  let busy: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let failures = 0;
  let timer: number | undefined;
  let found: Partial<Stored> | undefined = parts.stored;
  /** Whose token the server did not take, though it was fresh. */
  let refused: unknown;

  function post(body: SyncRequest, keepalive = false): Promise<Response> {
    const signal = AbortSignal.timeout?.(PATIENCE);
    return fetch(`${base}/v1/sync`, {
      method: "POST",
      credentials: "omit",
      body: toJson(body),
      keepalive,
      signal,
    });
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
      const { token = null, events: all, ...rest } = one;
      const events = takeBatch(all);
      await readAnswer(post({ ...describe(events), ...rest, token, user_token: null })).catch((failure: Failure) => {
        if (!isFinal(failure)) throw failure;
      });
      const left = all.slice(events.length);
      store.change(({ former: [, ...others] }) => ({
        former: left.length ? [{ ...one, events: left }, ...others] : others,
      }));
    }
  }

  /** A host that gives a function is asked again when its token is about to expire. */
  async function freshen(): Promise<void> {
    const { source, current } = identity;
    if (typeof source !== "function") return;
    const { exp } = parts.readClaims(current);
    // One that does not say when it expires stays.
    if (current && !(typeof exp === "number" && exp * 1000 - EARLY < Date.parse(knowledge.now()))) return;
    try {
      const fresh: unknown = await source();
      if (source === identity.source) identity.current = typeof fresh === "string" && fresh ? fresh : undefined;
    } catch (error) {
      fail(error);
    }
  }

  /** What was found may be told, too. */
  async function settle(): Promise<void> {
    for (let last: typeof looking; last !== looking; await last) last = looking;
  }

  async function exchange(first?: ReturnType<Receive>, sent?: readonly PageEvent[]): Promise<void> {
    await sendFormer();
    if (!first) await freshen();
    const user = identity.current;
    if (user) become(user);
    const events = sent ?? takeBatch(store.read().queue);
    const answer = await (first ?? receive(post(describe(events)), events)).catch((failure: Failure) => {
      // What was wrong with these would be again: they must not hold up the rest for ever.
      if (isBad(failure)) store.acknowledge(events);
      throw failure;
    });
    for (const { id, problem } of answer?.rejected ?? []) fail(new Error(`Event ${id}: ${problem}`));
    if (answer) help.answered();
    if (found?.contact?.open && found.device === store.read().device && !store.read().contact?.open) closed();
    found = undefined;
    if (answer?.identity && typeof identity.source === "function" && refused !== identity.source) {
      refused = identity.source;
      identity.current = undefined;
      again = true;
    }
    if (!answer || store.read().queue.length) again = true;
  }

  async function work(first?: ReturnType<Receive>, sent?: readonly PageEvent[]): Promise<void> {
    if (!first) await settle();
    again = false;
    try {
      await exchange(first, sent);
      failures = 0;
    } catch (error) {
      fail(error);
      const retryAfter = (error as Failure).response?.headers.get("Retry-After") ?? null;
      if (isFinal(error as Failure)) stopped = true;
      else if (failures++ < MOST_FAILURES) plan(nextDelay(failures - 1, retryAfter, Date.now(), Math.random()));
      return;
    }
    if (again) await work();
  }

  function plan(delay: number): void {
    clearTimeout(timer);
    timer = window.setTimeout(() => now(), delay);
  }

  function now(first?: ReturnType<Receive>, sent?: readonly PageEvent[]): Promise<void> {
    clearTimeout(timer);
    again = true;
    if (stopped) return Promise.resolve();
    busy ??= work(first, sent).finally(() => {
      busy = undefined;
    });
    return busy;
  }

  /** The page goes away: what waits is sent without waiting for the answer. */
  function flush(): void {
    const events = takeBatch(store.read().queue);
    if (!events.length || stopped) return;
    readAnswer(post(describe(events), true))
      .then(() => store.acknowledge(events))
      .catch(fail);
  }

  function callFor(event: Pick<PageEvent, "name" | "item" | "at">): void {
    for (const item of listCalled(store.read().items, event)) starts.call(item, Date.parse(event.at));
  }

  function hear(event: PageEvent): void {
    callFor(event);
    const { name, step } = event;
    // A host's own event of such a name has no step.
    if (!step || !/^(step_shown$|target_)/.test(name)) return;
    const painted = new Promise((resolve) => setTimeout(resolve, PAINTED));
    const noted = painted.then(() => import("./tour/later.ts")).then(({ noteDrift }) => noteDrift(event, parts));
    looking = Promise.all([looking, noted.catch(fail)]);
  }

  /** What is open no more since the last page, or while this one listens: no page records it. */
  function closed(): void {
    callFor({ name: "conversation_closed", at: knowledge.now() });
    starts.consider();
  }

  try {
    // What was said in a survey on another page, and did not get away.
    const waits = Object.keys(localStorage).some((name) => name.startsWith(`handrail:${key}:learn:said:`));
    if (waits) import("./learn/responses.ts").then(({ sendWaiting }) => sendWaiting(parts)).catch(fail);
  } catch {
    // No storage here: nothing waits in it.
  }
  // What happened on this page before this was here.
  for (const event of store.read().queue)
    if (Date.parse(event.at) - store.read().offset > performance.timeOrigin) hear(event);
  // A link to a preview, followed where its page is open: what answers it is fetched by the loader.
  addEventListener("hashchange", () => void (/[#&]handrail=/.test(location.hash) && location.reload()));
  addEventListener("online", () => void (failures && now()));
  addEventListener("pageshow", ({ persisted }) => void (persisted && now()));
  addEventListener("pagehide", () => {
    try {
      flush();
    } catch (error) {
      fail(error);
    }
  });

  return {
    now,
    open: help.open,
    soon: (event) => {
      hear(event);
      if (!failures || failures > MOST_FAILURES) plan(TOGETHER);
    },
  };
}
