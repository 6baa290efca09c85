/** Reads the server's answer to a sync, and lets it count. The loader asks the first; the rest is asked by `send.ts`. */
import type { Store } from "./store.ts";
import type { PageEvent, SyncResponse } from "./wire.gen.ts";

/** No answer: what came in its place, if anything did. */
export interface Failure {
  readonly response?: Response;
}

/** Throws a `Failure`. */
export async function readAnswer(asked: Promise<Response>): Promise<SyncResponse> {
  const response = await asked;
  const { ok, status } = response;
  const answer: unknown = ok && (await response.json());
  const { token, progress, preferences } = Object(answer);
  if (typeof token === "string" && progress && preferences) return answer as SyncResponse;
  throw Object.assign(new Error(`Sync: ${status}`), { response });
}

interface Parts {
  readonly store: Store;
  readonly onAnswer: (answer: SyncResponse) => void;
}

/** Out: the answer, when it is for whoever is here now. */
export type Receive = (asked: Promise<Response>, sent: readonly PageEvent[]) => Promise<SyncResponse | undefined>;

export const makeReceive =
  ({ store, onAnswer }: Parts): Receive =>
  async (asked, sent) => {
    const { device } = store.read();
    const answer = await readAnswer(asked);
    // Whoever took over meanwhile is told for themselves.
    if (device !== store.read().device) return;
    store.acknowledge(sent);
    onAnswer(answer);
    return answer;
  };
