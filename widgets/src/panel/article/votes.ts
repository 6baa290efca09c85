/** What this person said to "Did this help?" since the page was opened: what the server answered before is older than that. */
import type { HelpSource } from "../contract.ts";

export type Voted = "yes" | "no";
const votes = new WeakMap<HelpSource, Map<string, Voted>>();

export const recallVote = (source: HelpSource, article: string): Voted | undefined => votes.get(source)?.get(article);

export function keepVote(source: HelpSource, article: string, voted: Voted): void {
  if (!votes.has(source)) votes.set(source, new Map());
  votes.get(source)?.set(article, voted);
}
