/** What fits the page, what is unfinished and what was declined: pure. In: what is listed and known; out: items, best first. */
import type { Truth } from "../conditions.ts";
import type { Standing } from "../progress.ts";
import type { Condition, Listed, ListedItem, ListedSnippet, PageEvent } from "../wire.gen.ts";

/** More than this on one page is no choice but a search. */
const MOST = 12;
const ORDER = ["snippet", "article", "tour", "quiz"];

const rank = ({ kind }: Listed): number => ORDER.indexOf(kind);

/** What is begun and gone on with from here: checklists and news have a place of their own. */
const isBegun = (item: Listed): item is ListedItem => /tour|quiz/.test(item.kind);

/** Of these the condition under which it starts; what has none fits no page more than another. */
const findWhen = (item: Listed): Condition | null => ("start" in item ? item.start.when : item.when);

/** A snippet on an element is found there. */
export const isOnElement = (item: Listed): item is ListedSnippet => item.kind === "snippet" && item.target.length > 0;

const isUnfinished = (status: string | undefined): boolean => /^(active|snoozed|left)$/.test(`${status}`);

/** By article, whether it helped: what the server knows, and what was said since. */
export type Votes = Readonly<Record<string, boolean>>;

export function foldVotes(known: Votes, queue: readonly PageEvent[]): Votes {
  const said = queue.filter(({ name }) => name === "article_voted");
  return { ...known, ...Object.fromEntries(said.map(({ item, props }) => [item, props?.helped === true])) };
}

/** What did not help comes behind all the rest. */
export function listOffers(
  items: readonly Listed[],
  judge: (condition: Condition) => Truth,
  { progress, votes }: Pick<Standing, "progress"> & { readonly votes: Votes },
): readonly Listed[] {
  const place = (item: Listed): number =>
    item.kind === "article" && votes[item.id] === false ? ORDER.length : rank(item);
  const fits = (item: Listed): boolean => {
    const when = findWhen(item);
    if (rank(item) < 0 || isOnElement(item) || !when) return false;
    return !("start" in item && isUnfinished(progress[item.id]?.status)) && judge(when) === true;
  };
  return items
    .filter(fits)
    .sort((a, b) => place(a) - place(b))
    .slice(0, MOST);
}

/** The last begun first. */
export function listUnfinished(
  items: readonly Listed[],
  { progress }: Pick<Standing, "progress">,
): readonly ListedItem[] {
  const since = ({ id }: Listed): string => progress[id]?.at ?? "";
  return items
    .filter(isBegun)
    .filter(({ id }) => isUnfinished(progress[id]?.status))
    .sort((a, b) => (since(a) < since(b) ? 1 : -1));
}

export function listDeclined(
  items: readonly Listed[],
  { preferences }: Pick<Standing, "preferences">,
): readonly ListedItem[] {
  return items.filter((item) => "start" in item).filter(({ id }) => preferences.items[id] === false);
}
