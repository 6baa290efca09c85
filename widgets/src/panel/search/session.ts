/**
 * Search as you type. In: what stands in the field; out: what is to be seen of it. Asks once typing rests for a moment, forgets answers that
 * come after a newer question, and tells each query once when the person has settled on it. Knows no elements.
 */

/** Without typing, ms, before the server is asked. */
const REST = 120;
/** …before it is said that the server takes its time. */
const LONG = 1000;
/** …before the query counts as meant. */
const MEANT = 1200;
/** Results wait for an answer to go on top of them, ms, so that nothing moves under the pointer; then they go without. */
const PATIENCE = 800;

/** `asked` is what `found` belongs to: the last answer stays until the next is there. */
export interface SearchState<Found, Answer> {
  readonly phase: "idle" | "asking" | "slow" | "found" | "failed";
  readonly asked: string;
  readonly found: Found | null;
  /** Undefined where no question was asked; null when there is no sure answer. */
  readonly answer: Answer | null | undefined;
}

export interface SearchEffects<Found, Answer> {
  readonly search: (q: string, signal: AbortSignal) => Promise<Found>;
  /** Undefined for what is no question. */
  readonly answer: (q: string, signal: AbortSignal) => Promise<Answer | null> | undefined;
  readonly changed: (state: SearchState<Found, Answer>) => void;
  /** Typing has come to rest, or the person has chosen or left. Not twice in a row for the same. */
  readonly settled: (q: string, found: Found, answer: Answer | null | undefined) => void;
}

export interface SearchSession {
  readonly type: (text: string) => void;
  /** At once. */
  readonly again: () => void;
  /** The person has chosen. */
  readonly settle: () => void;
  readonly end: () => void;
}

export function openSearch<Found, Answer>(effects: SearchEffects<Found, Answer>): SearchSession {
  const idle: SearchState<Found, Answer> = { phase: "idle", asked: "", found: null, answer: undefined };
  let state = idle;
  let q = "";
  let told = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Whatever belongs to an older question is dropped. */
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
    const { signal } = call;
    const asked = q;
    change({ phase: "asking" });
    wait(() => change({ phase: "slow" }), LONG);
    try {
      const [found, answer] = await Promise.all([
        effects.search(asked, signal),
        soonOrNever(effects.answer(asked, signal)),
      ]);
      if (signal.aborted) return;
      change({ phase: "found", asked, found, answer });
      wait(settle, MEANT);
    } catch {
      // Why does not matter: the person is told what to do about it, and what was found before is still there.
      if (signal.aborted) return;
      clearTimeout(timer);
      change({ phase: "failed", asked });
    }
  }

  function settle(): void {
    clearTimeout(timer);
    const { phase, asked, found, answer } = state;
    if (phase !== "found" || !found || asked !== q || asked === told) return;
    told = asked;
    effects.settled(asked, found, answer);
  }

  return {
    type(text) {
      const next = text.trim().replace(/\s+/g, " ");
      if (next === q) return;
      q = next;
      drop();
      if (q) wait(() => void ask(), REST);
      else change(idle);
    },
    again: () => void ask(),
    settle,
    end() {
      settle();
      drop();
    },
  };
}

/** An answer is more than was asked for: the results stand without one that is late, or did not come. */
async function soonOrNever<T>(answer: Promise<T> | undefined): Promise<T | undefined> {
  if (!answer) return undefined;
  return Promise.race([
    answer.catch(() => undefined),
    new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE)),
  ]);
}

/** Whether a query reads like a question: by its mark, or by how it begins in this language. One word is none. */
export function isQuestion(q: string, asks: RegExp): boolean {
  const text = q.toLowerCase();
  if (/[?？؟]$/.test(text)) return true;
  return asks.test(text) && (/\S\s\S/.test(text) || !/^[\p{Script=Latin}\p{Script=Arabic}]/u.test(text));
}
