/**
 * What a checklist is to whoever mounts it: in a card, in the help panel. In: its entries, as they stand; out: what the person did. It
 * knows nothing of the server or the tour, and draws all but the title. The page's own words for it are a chunk, `list-words-LOCALE.js`, that
 * exports `words`.
 */
import type { ArticleNode } from "../panel/contract.ts";
import type { ListWords } from "./words.ts";

export interface Entry {
  readonly id: string;
  readonly title: string;
  readonly text: readonly ArticleNode[];
  /** waits: for others that come before it. */
  readonly state: "open" | "waits" | "done";
  /** Titles of those that it waits for. */
  readonly waitsFor: readonly string[];
  /** What it does when it is pressed: nothing, if it is only to be ticked. */
  readonly act: "tour" | "quiz" | "article" | "url" | null;
  /** The person ticks it themselves, and may take that back. */
  readonly byHand: boolean;
  readonly optional: boolean;
}

export interface Checklist {
  readonly id: string;
  /** Of its texts. */
  readonly locale: string;
  readonly title: string;
  readonly text: readonly ArticleNode[];
  /** One line for when all is done. */
  readonly finish: string | null;
  readonly entries: readonly Entry[];
  /** Of those that are not optional. */
  readonly done: number;
  readonly total: number;
}

export interface ChecklistProps {
  readonly checklist: Checklist;
  readonly words: ListWords;
  /** Does what the entry is there for; a card closes. */
  readonly open: (entry: string) => void;
  readonly tick: (entry: string, done: boolean) => void;
  /** Not there in the panel. */
  readonly putAway?: (() => void) | undefined;
  /** A link in a text: `article:refunds`, `tour:first-invoice`, `contact:`. */
  readonly follow: (item: string) => void;
  /** Called with anything that was thrown inside; nothing goes further. */
  readonly onError: (error: unknown) => void;
}

export interface MountedChecklist {
  update(props: ChecklistProps): void;
  /** Leaves nothing in the slot. */
  destroy(): void;
}

export type MountChecklist = (slot: HTMLElement, props: ChecklistProps) => MountedChecklist;

/** `list.js`; it imports `kit.js`. */
export interface ChecklistChunk {
  readonly mount: MountChecklist;
}
