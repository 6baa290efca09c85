/**
 * What was said in surveys waits here until the server has it: through reloads, and without a network. Each response has an id of its own, so
 * that what is sent twice counts once. An anonymous one is kept and sent without a word of who said it.
 */
import type { Value } from "../../../widgets/src/survey/contract.ts";
import { nextDelay } from "../queue.ts";
import { type Drawer, listKept } from "./drawer.ts";
import type { Learn } from "./open_learn.ts";
import { post, Refused } from "./post.ts";

export interface Response {
  readonly survey: string;
  /** Of the version. */
  readonly hash: string;
  /** UUIDv4 */
  readonly response: string;
  /** Who says it, where that is told. */
  readonly token?: string | undefined;
  readonly answers: readonly { readonly question: string; readonly answer: Value }[];
}

type Sender = Pick<Learn, "config" | "fail">;

const PREFIX = "said:";
/** It would be refused again. Of who is here the server may know more later. */
const isFinal = (error: unknown): boolean => error instanceof Refused && /^4(?!01|03|08|25|29)/.test(`${error.status}`);

let busy = false;
let failures = 0;
let timer = 0;

export function sendResponse(learn: Sender, drawer: Drawer, one: Response): void {
  drawer.put(PREFIX + one.response, one);
  sendResponses(learn, drawer);
}

/** All that wait, one after another. Again when the line is back, or later each time. */
export function sendResponses(learn: Sender, drawer: Drawer): void {
  const again = (): void => sendResponses(learn, drawer);
  clearTimeout(timer);
  if (busy) return;
  busy = true;
  sendAll(learn, drawer)
    .catch((error) => {
      learn.fail(error);
      const retryAfter = error instanceof Refused ? error.retryAfter : null;
      timer = window.setTimeout(again, nextDelay(failures++, retryAfter, Date.now(), Math.random()));
      addEventListener("online", again, { once: true });
    })
    .finally(() => {
      busy = false;
    });
}

async function sendAll({ config, fail }: Sender, drawer: Drawer): Promise<void> {
  const { base, key } = config;
  for (let [name] = listKept(key, PREFIX); name; [name] = listKept(key, PREFIX)) {
    const waits = drawer.get<Response>(name);
    const sent = JSON.stringify(waits);
    if (waits) {
      const { survey, ...body } = waits;
      await post(`${base}/v1/surveys/${survey}/responses`, { key, ...body }, true).catch((error) => {
        if (!isFinal(error)) throw error;
        fail(error);
      });
    }
    // More may have been said meanwhile.
    if (JSON.stringify(drawer.get(name)) === sent) drawer.put(name, null);
    failures = 0;
  }
}
