/** Reads the server's answer to a sync, and lets it count. The loader asks the first; the rest is asked by `send.ts`. */
import type { Store } from "./store.ts";
import type { PageEvent, SyncResponse } from "./wire.gen.ts";

/** What a failure may say. `isFinal`: what we send is wrong, and would be again; `isBad`: the body is, not who we are. */
export interface Failure {
  readonly isFinal?: boolean;
  readonly isBad?: boolean;
  readonly retryAfter?: string | null;
}

/** Throws a `Failure`. */
export async function readAnswer(asked: Promise<Response>): Promise<SyncResponse> {
  const response = await asked;
  const { ok, status, headers } = response;
  const answer: unknown = ok && (await response.json());
  const { token, progress, preferences, person } = Object(answer);
  if (typeof token === "string" && progress && preferences && person) return answer as SyncResponse;
  const isFinal = /^4(?!08|29)/.test(`${status}`);
  const isBad = /^4(00|13|22)/.test(`${status}`);
  throw Object.assign(new Error(`Sync: ${status}`), { isFinal, isBad, retryAfter: headers.get("Retry-After") });
}

interface Parts {
  readonly store: Store;
  readonly onAnswer: (answer: SyncResponse) => void;
  readonly fail: (error: unknown) => void;
}

/** Out: the answer, when it is for whoever is here now. */
export type Receive = (asked: Promise<Response>, sent: readonly PageEvent[]) => Promise<SyncResponse | undefined>;

export const makeReceive =
  ({ store, onAnswer, fail }: Parts): Receive =>
  async (asked, sent) => {
    const { device } = store.read();
    const ids = sent.map(({ id }) => id);
    const answer = await readAnswer(asked).catch((failure: Failure) => {
      // What was wrong with these would be again: they must not hold up the rest for ever.
      if (failure.isBad) store.acknowledge(ids);
      throw failure;
    });
    // Whoever took over meanwhile is told for themselves.
    if (device !== store.read().device) return;
    store.acknowledge(ids);
    onAnswer(answer);
    for (const { id, problem } of answer.rejected) fail(new Error(`Event ${id}: ${problem}`));
    return answer;
  };
