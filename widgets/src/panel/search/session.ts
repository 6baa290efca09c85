/**
 * Search as you type. In: what stands in the field; out: what is to be seen of it. Asks once typing rests for a moment, forgets answers that
 * come after a newer question, and tells each query once when the person has settled on it. Knows no elements.
 */

/** Without typing, ms, before the server is asked. */
const REST = 120;
/** …before the query counts as meant. */
const MEANT = 1200;

/** `asked` is what `found` belongs to: the last answer stays until the next is there. */
export interface SearchState<Found, Answer> {
  readonly phase: "idle" | "asking" | "found" | "failed";
  readonly asked: string;
  readonly found: Found | null;
  /** Undefined while no question was asked; null when there is no sure answer. */
  readonly answer: Answer | null | undefined;
}

export interface SearchEffects<Found, Answer> {
  readonly search: (q: string, signal: AbortSignal) => Promise<Found>;
  /** Null for what is no question. Its answer comes beside the results, or not at all. */
  readonly answer: (q: string, signal: AbortSignal) => Promise<Answer | null> | null;
  readonly changed: (state: SearchState<Found, Answer>) => void;
  /** Typing has come to rest, or a result was opened. Not twice in a row for the same. */
  readonly settled: (q: string, found: Found) => void;
}

export interface SearchSession {
  readonly type: (text: string) => void;
  /** At once: Enter, or trying again. */
  readonly ask: () => void;
  /** The person has chosen, or leaves. */
  readonly settle: () => void;
  readonly end: () => void;
}

export const tidyQuery = (text: string): string => text.trim().replace(/\s+/g, " ");

export function openSearch<Found, Answer>(effects: SearchEffects<Found, Answer>): SearchSession {
  const idle: SearchState<Found, Answer> = { phase: "idle", asked: "", found: null, answer: undefined };
  let state = idle;
  let q = "";
  let told = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  let call = new AbortController();

  function change(next: Partial<SearchState<Found, Answer>>): void {
    state = { ...state, ...next };
    effects.changed(state);
  }

  function wait(work: () => void, ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(work, ms);
  }

  function drop(): void {
    clearTimeout(timer);
    call.abort();
    call = new AbortController();
  }

  async function ask(): Promise<void> {
    drop();
    if (!q) return change(idle);
    const mine = q;
    const { signal } = call;
    change({ phase: "asking" });
    try {
      const found = await effects.search(mine, signal);
      if (signal.aborted) return;
      change({ phase: "found", asked: mine, found, answer: undefined });
      wait(settle, MEANT);
    } catch {
      // Why does not matter: the person is told what to do about it, and what was found before is still there.
      if (!signal.aborted) change({ phase: "failed", asked: mine });
    }
  }

  function settle(): void {
    clearTimeout(timer);
    const { phase, asked, found } = state;
    if (phase !== "found" || !found || asked !== q || asked === told) return;
    told = asked;
    effects.settled(asked, found);
    const { signal } = call;
    effects.answer(asked, signal)?.then(
      (answer) => signal.aborted || change({ answer }),
      () => {}, // An answer is more than was asked for: the results stand without it.
    );
  }

  return {
    type(text) {
      const next = tidyQuery(text);
      if (next === q) return;
      q = next;
      call.abort();
      if (!q) {
        void ask();
        return;
      }
      wait(() => void ask(), REST);
    },
    ask: () => void ask(),
    settle,
    end: drop,
  };
}

/** Whether a query reads like a question: by its mark, or by how it begins in this language. One word is none. */
export function isQuestion(q: string, asks: RegExp): boolean {
  const text = q.toLowerCase();
  return (
    /[?？؟]$/.test(text) ||
    (asks.test(text) && (/\S\s\S/.test(text) || !/^[\p{Script=Latin}\p{Script=Arabic}]/u.test(text)))
  );
}
