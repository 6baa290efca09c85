/** What keeps the checklists of a page, as the panel and a card see it. */
import type { ListWords } from "../../../widgets/src/checklist/words.ts";
import type { HelpEnv } from "../help/env.ts";
import type { CompiledChecklist, ListedItem } from "../wire.gen.ts";
import type { Bodies } from "./bodies.ts";
import type { EntryState } from "./entries.ts";

/** What it needs of the page: a card has no more to give. */
export type KeepEnv = Pick<HelpEnv, "config" | "store" | "knowledge" | "record" | "methods" | "on" | "open" | "fail">;

/** What the panel and a card ask of it. */
export interface Keeping {
  readonly env: KeepEnv;
  readonly words: ListWords;
  readonly bodies: Bodies;
  list(): readonly ListedItem[];
  find(checklist: string): ListedItem | undefined;
  weigh(body: CompiledChecklist): readonly EntryState[];
  /** Of its run; `event` as in `checklist_completed`. */
  tell(item: ListedItem, event: string, step?: string): void;
  tick(checklist: string, entry: string, done: boolean): void;
  /** Calls whenever something may be another. Out: no longer. */
  watch(react: () => void, card?: readonly [checklist: string, Card]): () => void;
}

/** The card that a checklist stands in. */
export interface Card {
  /** It goes, and is not done. */
  readonly leave: () => void;
  /** All is done. */
  readonly complete: () => void;
}
