/** Follows the server's stream for as long as it is wanted: again after it ends, from the last event that was read, later after each failure. */
import { nextDelay } from "../queue.ts";
import { makeReader, type StreamEvent } from "./events.ts";
import { isFinal } from "./final.ts";

export interface StreamParts {
  readonly connect: (lastEventId: string | null, signal: AbortSignal) => Promise<Response>;
  readonly position: () => string | null;
  readonly keepPosition: (id: string) => void;
  readonly tell: (name: string, data: unknown) => void;
  readonly fail: (error: unknown) => void;
}

/** Said every 15 s: what is silent for longer is dead, ms. */
const SILENCE = 45_000;

/** Out: ends it. */
export function follow({ connect, position, keepPosition, tell, fail }: StreamParts): () => void {
  const ending = new AbortController();

  async function read(): Promise<void> {
    const dead = new AbortController();
    let timer = 0;
    const expect = (): void => {
      clearTimeout(timer);
      timer = window.setTimeout(() => dead.abort(), SILENCE);
    };
    const stop = (): void => dead.abort();
    ending.signal.addEventListener("abort", stop);
    try {
      expect();
      const response = await connect(position(), dead.signal);
      const take = makeReader();
      const text = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      for (let part = await text?.read(); part && !part.done; part = await text?.read()) {
        expect();
        for (const event of take(part.value)) hear(event);
      }
    } finally {
      clearTimeout(timer);
      ending.signal.removeEventListener("abort", stop);
    }
  }

  function hear({ id, name, data }: StreamEvent): void {
    try {
      tell(name, JSON.parse(data));
    } catch (error) {
      fail(error);
    }
    if (id) keepPosition(id);
  }

  async function run(): Promise<void> {
    for (let failures = 0; !ending.signal.aborted; ) {
      try {
        await read();
        failures = 0;
      } catch (error) {
        if (ending.signal.aborted) return;
        fail(error);
        if (isFinal(error)) return;
        failures += 1;
      }
      await pause(nextDelay(failures, null, Date.now(), Math.random()));
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        removeEventListener("online", go);
        resolve();
      };
      const timer = setTimeout(go, ms);
      addEventListener("online", go);
      ending.signal.addEventListener("abort", go);
    });
  }

  run().catch(fail);
  return () => ending.abort();
}
