/**
 * What the marks of snippets are to whoever mounts them. In: the snippets whose elements are on the page; out: what somebody asked for.
 * The marks know nothing of locators, conditions or the server.
 */

import type { ArticleNode } from "../article_node.ts";
import type { Media, Placement, Theme } from "../contract.ts";
import type { HelpWords } from "../panel/words.ts";

export type Show = "beside" | "focus" | "underline";

/** One snippet at one element of the page, which may be hidden. */
export interface Mark {
  readonly id: string;
  readonly title: string;
  readonly target: Element;
  readonly show: Show;
  readonly placement: Placement;
  readonly theme: Theme | null;
}

/** What an opened one says. */
export interface Hint {
  readonly locale: string;
  readonly text: readonly ArticleNode[];
  readonly media: Media | null;
}

export interface MarksHost {
  /** Whether what stands by an element in there has to be in there too, to be seen and used: a dialog of the host's, say. */
  readonly isLayer: (element: Element) => boolean;
  /** Not hidden by the page. */
  readonly isVisible: (element: Element) => boolean;
  /** A shadow root of ours in there, null for the page; again, if the host took it away. */
  readonly openRoot: (layer: Element | null) => ShadowRoot;
  readonly closeRoot: (layer: Element | null) => void;
  /** Somebody opened it: what it says. */
  readonly read: (id: string) => Promise<Hint>;
  /** A link to an item was pressed: `article:refunds#how`, `tour:welcome`, `contact:`. */
  readonly follow: (item: string) => void;
  /** The whole address of what stands on our server. */
  readonly locate: (path: string) => string;
  readonly words: HelpWords;
  readonly onError: (error: unknown) => void;
}

export interface MountedMarks {
  /** All that there are now. What is the same as before stays as it is. */
  show(marks: readonly Mark[]): void;
  /** The page may look different: they stand where their elements are. `anew`: what is seen of it may be another. */
  look(anew: boolean): void;
  destroy(): void;
}

/** `marks.js` */
export interface MarksChunk {
  readonly mountMarks: (host: MarksHost) => MountedMarks;
}
