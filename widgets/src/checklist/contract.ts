/**
 * What a checklist is to whoever mounts it: in a card, in the help panel. In: its entries, as they stand; out: what the person did. It
 * knows nothing of the server or the tour, and draws all but the title. The page's own words for it are a chunk, `list-words-LOCALE.js`, that
 * exports `words`.
 */

import type { ArticleNode } from "../article_node.ts";
import type { StepButton } from "../contract.ts";
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
  /** Where that leads: an item's id, or an address. That the browser follows, and `open` is called too. */
  readonly to: string | null;
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

/** One of the checklists of this person. */
export interface ChecklistLine extends Pick<Checklist, "id" | "title" | "done" | "total"> {
  /** Switched off: neither a card nor the launcher tells of it. */
  readonly isHidden: boolean;
}

/** An announcement in "What's new". */
export interface News {
  readonly id: string;
  readonly title: string;
  /** Seen neither as a card nor here. */
  readonly unread: boolean;
  /** Null until it is there. */
  readonly body: NewsBody | null;
}

export interface NewsBody {
  readonly locale: string;
  readonly text: readonly ArticleNode[];
  readonly buttons: readonly StepButton[];
}

export interface PanelQuiz {
  readonly title: string;
  /** `follow`: a link to an item was pressed. Out: takes it away. */
  readonly mount: (slot: HTMLElement, follow: (item: string) => void) => () => void;
}

/** What the help panel shows of checklists and of what is new, and what it does with them. */
export interface ListDesk {
  readonly words: ListWords;
  /** Those with something left to do first. */
  readonly checklists: () => readonly ChecklistLine[];
  /** As it stands; null where there is none, or not for this person. */
  readonly checklist: (id: string) => Checklist | null;
  /** Once what `checklist` and `news` need to be whole is there. Throws without an answer. */
  readonly load: () => Promise<true>;
  /** Whoever looks at it has begun it. */
  readonly begin: (checklist: string) => void;
  readonly tick: (checklist: string, entry: string, done: boolean) => void;
  /** Not to be shown by itself any more, or again. */
  readonly hide: (checklist: string, isHidden: boolean) => void;
  readonly news: () => readonly News[];
  /** All of it was seen. */
  readonly readNews: () => void;
  /** Null: there is none, or not for this person. */
  readonly quiz: (id: string) => Promise<PanelQuiz | null>;
  /** Calls whenever any of it may be another. Out: no longer. */
  readonly watch: (react: () => void) => () => void;
}

/** `list.js`; it imports `kit.js`. */
export interface ChecklistChunk {
  readonly mount: MountChecklist;
}
