/** What of a person's checklists and news there is to tell: pure. In: what is listed and known; out: items. */
import type { Standing } from "../progress.ts";
import type { Listed, ListedItem } from "../wire.gen.ts";

type Known = Pick<Standing, "progress" | "preferences">;

export interface NewsItem {
  readonly item: ListedItem;
  /** Never seen: neither as a card nor in the panel. */
  readonly unread: boolean;
}

/** From when on it is there, ms; what does not say so was there before. */
const since = ({ item }: NewsItem): number => Date.parse(item.since ?? "") || 0;

/** Until when it is there, ms. */
const until = ({ schedule }: ListedItem): number => Date.parse(schedule?.until ?? "") || Infinity;

/** What stays to be read in the panel at `now`, ms: the unread first, and the newest of these. */
export function listNews(
  items: readonly Listed[],
  { progress }: Pick<Known, "progress">,
  now: number,
): readonly NewsItem[] {
  return items
    .filter((item): item is ListedItem => item.kind === "announcement" && !!item.in_panel && now < until(item))
    .map((item) => ({ item, unread: !progress[item.id] }))
    .sort((a, b) => Number(b.unread) - Number(a.unread) || since(b) - since(a) || b.item.priority - a.item.priority);
}

/** When the first of these is over, ms. */
export const findEnd = (news: readonly NewsItem[]): number => Math.min(...news.map(({ item }) => until(item)));

/** Switched off: neither a card nor the launcher tells of it. */
export const isHidden = ({ id }: ListedItem, { progress, preferences }: Known): boolean =>
  preferences.items[id] === false || progress[id]?.status === "declined";

/** The checklist that was begun last, and is neither over nor switched off. */
export function findGoing(lists: readonly ListedItem[], known: Known): ListedItem | undefined {
  const since = ({ id }: ListedItem): string => known.progress[id]?.at ?? "";
  return lists
    .filter((item) => /active|left|snoozed/.test(`${known.progress[item.id]?.status}`) && !isHidden(item, known))
    .sort((a, b) => (since(a) < since(b) ? 1 : -1))[0];
}
