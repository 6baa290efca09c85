/**
 * Sends what waits, one after another and in the order in which it was written. Each carries an id of its own, so that what is sent twice
 * counts once. Where there is no answer it tries again, later each time, or as soon as the line is back; what the server refuses stays, and says so.
 */
import type { NoAnswer } from "../help/ask.ts";
import { nextDelay } from "../queue.ts";
import { isFinal } from "./final.ts";
import type { Queued, Shelf } from "./shelf.ts";

export interface Delivery {
  /** Something waits, or may work now. */
  readonly go: () => void;
  readonly end: () => void;
}

interface DeliveryParts {
  readonly shelf: Shelf;
  /** One tab does. */
  readonly may: () => boolean;
  readonly send: (one: Queued) => Promise<void>;
  readonly changed: () => void;
  readonly fail: (error: unknown) => void;
}

export function makeDelivery({ shelf, may, send, changed, fail }: DeliveryParts): Delivery {
  let busy = false;
  let failures = 0;
  let timer = 0;

  async function work(): Promise<void> {
    for (;;) {
      const one = shelf.list().find(({ failed }) => !failed);
      if (!one || !may()) return;
      try {
        await send(one);
        shelf.remove(one.id);
        failures = 0;
      } catch (error) {
        fail(error);
        if (!isFinal(error)) {
          const retryAfter = (error as Partial<NoAnswer>).response?.headers.get("Retry-After") ?? null;
          timer = window.setTimeout(go, nextDelay(failures++, retryAfter, Date.now(), Math.random()));
          return;
        }
        shelf.put({ ...one, failed: true });
      }
      changed();
    }
  }

  function go(): void {
    clearTimeout(timer);
    if (busy || !may()) return;
    busy = true;
    work()
      .catch(fail)
      .finally(() => {
        busy = false;
      });
  }

  addEventListener("online", go);
  return {
    go,
    end: () => {
      clearTimeout(timer);
      removeEventListener("online", go);
    },
  };
}
