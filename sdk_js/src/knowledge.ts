/** What this page knows, for conditions to be asked about: the address, the device, and what was done so far. */
import { type Context, evaluate, type Truth } from "./conditions.ts";
import type { FindChunk } from "./page/find.ts";
import { foldEvents, type Standing } from "./progress.ts";
import type { Store } from "./store.ts";
import type { Condition, Locator } from "./wire.gen.ts";

/** `target` is what `"target"` stands for: undefined while that isn't known. */
export type Judge = (condition: Condition, target?: Element | null) => Truth;

export interface Knowledge {
  /** What the server said, and on top of it what happened since. */
  standing(): Standing;
  judge: Judge;
  /** As if the page could not be seen: null where its elements decide. */
  judgeBlindly(condition: Condition): Truth;
  /** ISO 8601, by the server's clock. */
  now(): string;
  /** From then on the page's elements can be asked about. */
  loadFind(): Promise<FindChunk>;
}

export function makeKnowledge(store: Store, locale: string): Knowledge {
  let find: FindChunk | undefined;
  const now = (): string => new Date(Date.now() + store.read().offset).toISOString();

  function standing(): Standing {
    const { progress, preferences, queue, visit } = store.read();
    return foldEvents({ progress, preferences }, queue, visit);
  }

  /** Each part is asked for only where a condition wants it: the width of the window alone makes a browser lay out the page. */
  const know = (elements: Partial<Pick<Context, "elements">> = {}): Context => ({
    ...elements,
    url: location.href,
    locale,
    get device() {
      return innerWidth < 600 ? "phone" : innerWidth < 1024 ? "tablet" : "desktop";
    },
    get now() {
      return now();
    },
    get events() {
      return store.read().happened;
    },
    get progress() {
      const progress = Object.entries(standing().progress).map(([item, { status, completed }]) => {
        return [item, { seen: true, completed, dismissed: /left|declined/.test(status), active: status === "active" }];
      });
      return Object.fromEntries(progress);
    },
  });

  function see(target?: Element | null): NonNullable<Context["elements"]> {
    return (element, state) => {
      const asked = element === "target" ? target : ([element].flat() as readonly Locator[]);
      return (asked !== undefined && find?.askElement(asked, state)) ?? null;
    };
  }

  return {
    standing,
    now,
    judge: (condition, target) => evaluate(condition, know({ elements: see(target) })),
    judgeBlindly: (condition) => evaluate(condition, know()),
    loadFind: async () => {
      find ??= await import("./page/find.ts");
      return find;
    },
  };
}
