/** How a checklist stands: pure. In: what was written, and what is known of the person and the page; out: each entry, and how many are done. */
import type { Truth } from "../conditions.ts";
import type { CompiledChecklist, Condition, PageEvent, Progress } from "../wire.gen.ts";

export type Item = CompiledChecklist["items"][number];

/** What entries are judged by. */
export interface Known {
  readonly progress: Readonly<Record<string, Progress>>;
  readonly judge: (condition: Condition) => Truth;
  /** Where the page is. */
  readonly href: string;
  /** Articles that were read on this page. */
  readonly read: ReadonlySet<string>;
}

export interface EntryState {
  readonly item: Item;
  readonly done: boolean;
  /** By what happened: not to be taken back by hand. */
  readonly reached: boolean;
  /** Those that come first, and are not done: until then it can't be opened or ticked. */
  readonly waits: readonly Item[];
}

export interface Count {
  readonly done: number;
  readonly total: number;
}

export function listEntries(
  { items, ordered }: CompiledChecklist,
  done: readonly string[],
  known: Known,
): readonly EntryState[] {
  const states = items.map((item) => {
    const reached = isReached(item, known);
    // It may have been called otherwise when it was done.
    return { item, reached, done: reached || [item.id, ...(item.was ?? [])].some((id) => done.includes(id)) };
  });
  return states.map((state, at) => {
    const comesFirst = ({ item }: { readonly item: Item }, index: number): boolean =>
      !!state.item.after?.includes(item.id) || (ordered && index < at && !item.optional);
    const waits = states.filter((other, index) => !other.done && comesFirst(other, index)).map(({ item }) => item);
    return { ...state, waits: state.done ? [] : waits };
  });
}

/** What the server knows to be done, and what was ticked or taken back since. */
export function foldDone(checklist: string, known: readonly string[], queue: readonly PageEvent[]): readonly string[] {
  const done = new Set(known);
  for (const { name, item, step } of queue) {
    if (item !== checklist || !step) continue;
    if (name === "checklist_item_completed") done.add(step);
    if (name === "checklist_item_reopened") done.delete(step);
  }
  return [...done];
}

/** What is optional counts only where nothing else does. */
export function countDone(states: readonly EntryState[]): Count {
  const needed = states.filter(({ item }) => !item.optional);
  const counted = needed.length ? needed : states;
  return { done: counted.filter(({ done }) => done).length, total: counted.length };
}

export const isFinished = ({ done, total }: Count): boolean => done >= total;

/** Ticked by hand, or taken back. */
export const isTickable = ({ item, reached, waits }: EntryState): boolean =>
  !!item.by_hand && !reached && !waits.length;

function isReached({ done, tour, quiz, article, url }: Item, known: Known): boolean {
  const { progress, judge, read } = known;
  if (done) return judge(done) === true;
  if (tour) return !!progress[tour]?.completed;
  if (quiz) return isPassed(progress[quiz]);
  if (article) return read.has(article);
  return !!url && isAt(url, known);
}

/** One without right answers has no attempts to pass: it is enough to have come to its end. */
const isPassed = (quiz: Progress | undefined): boolean => !!quiz && (quiz.passed || (quiz.completed && !quiz.attempts));

/** Whether the page is where the address leads: on another site it never is. */
function isAt(url: string, { judge, href }: Known): boolean {
  const { origin, pathname, searchParams, hash } = new URL(url, href);
  const all: Condition[] = [{ url: decode(pathname) }, { query: Object.fromEntries(searchParams) }];
  if (hash) all.push({ hash: decode(hash.slice(1)) });
  return origin === new URL(href).origin && judge({ all }) === true;
}

/** What is no percent-encoded UTF-8 stays as it stands. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
