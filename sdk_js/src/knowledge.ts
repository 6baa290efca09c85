/** What this page knows, for conditions to be asked about: the address, the device, and what was done so far. */
import { type Context, evaluate, type Truth } from "./conditions.ts";
import type { FindChunk } from "./page/find.ts";
import { foldEvents, type Standing } from "./progress.ts";
import type { Store } from "./store.ts";
import type { Condition, Locator } from "./wire.gen.ts";

/** `target` is what `"target"` stands for: undefined while that isn't known. */
export type Judge = (condition: Condition, target?: Element | null) => Truth;

/** All of one moment: nothing is looked up again for each item that is asked about. */
export interface View extends Standing {
  judge: Judge;
  /** As if the page could not be seen: null where its elements decide. */
  judgeBlindly(condition: Condition): Truth;
  /** ms, by the server's clock. */
  readonly at: number;
  /** What it is judged by. */
  readonly context: Context;
}

export interface Knowledge extends Pick<View, "judge" | "judgeBlindly"> {
  look(): View;
  /** What the server said, and on top of it what happened since. */
  standing(): Standing;
  /** ISO 8601, by the server's clock. */
  now(): string;
  /** Somebody reads help: nothing starts by itself meanwhile. */
  reading?: boolean;
  /** What asks about the page's elements: unknown until it was loaded. */
  found: FindChunk | undefined;
  loadFind(): Promise<FindChunk>;
}

/** Dismissed is also what was switched off, seen or not: as the server has it. */
function listDone({ progress, preferences }: Standing): NonNullable<Context["progress"]> {
  const { items } = preferences;
  const done = Object.keys({ ...items, ...progress }).map((item) => {
    const mine = progress[item];
    const dismissed = items[item] === false || /left|declined/.test(`${mine?.status}`);
    return [item, { ...mine, seen: !!mine, dismissed, active: mine?.status === "active" }];
  });
  return Object.fromEntries(done);
}

export function makeKnowledge(store: Store, locale: string): Knowledge {
  const now = (): string => new Date(Date.now() + store.read().offset).toISOString();

  function standing(): Standing {
    const { progress, preferences, attention, ended, queue, visit } = store.read();
    const last = (attention.ended ?? "") > ended ? attention.ended : ended;
    return foldEvents({ progress, preferences, attention: { ...attention, ended: last } }, queue, visit);
  }

  function see(target?: Element | null): NonNullable<Context["elements"]> {
    return (element, state) => {
      const asked = element === "target" ? target : ([element].flat() as readonly Locator[]);
      return (asked !== undefined && knowledge.found?.askElement(asked, state)) ?? null;
    };
  }

  function look(): View {
    const standings = standing();
    const { happened, offset } = store.read();
    const at = Date.now() + offset;
    let items: Context["progress"];
    // What takes counting, or makes the browser lay out the page, is asked for only where a condition wants it.
    const know = (elements?: Context["elements"]): Context => ({
      url: location.href,
      locale,
      now: new Date(at).toISOString(),
      events: happened,
      elements,
      get device() {
        return innerWidth < 600 ? "phone" : innerWidth < 1024 ? "tablet" : "desktop";
      },
      get progress() {
        items ??= listDone(standings);
        return items;
      },
    });
    const judge = (condition: Condition, context: Context): Truth => {
      try {
        return evaluate(condition, context);
      } catch {
        return undefined; // Of a later server, or in a page that has bent what it takes.
      }
    };
    const blind = know();
    return {
      ...standings,
      at,
      context: know(see()),
      judge: (condition, target) => judge(condition, know(see(target))),
      judgeBlindly: (condition) => judge(condition, blind),
    };
  }

  const knowledge: Knowledge = {
    found: undefined,
    look,
    standing,
    now,
    judge: (condition, target) => look().judge(condition, target),
    judgeBlindly: (condition) => look().judgeBlindly(condition),
    loadFind: async () => {
      knowledge.found ??= await import("./page/find.ts");
      return knowledge.found;
    },
  };
  return knowledge;
}
