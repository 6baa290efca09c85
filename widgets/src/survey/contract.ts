/**
 * What a survey is to whoever mounts it, in a card. In: the survey as the server compiles it, and what it may ask for; out: what the person
 * said, question by question. It knows nothing of the server, the queue or the tour, and draws all but the title. The page's own words for
 * it are a chunk, `ask-words-LOCALE.js`, that exports `words`.
 */

import type { ArticleNode } from "../article_node.ts";
import type { SurveyWords } from "./words.ts";

type Nodes = readonly ArticleNode[];

/** Exactly one of them, asked of the answer to an earlier question. */
export interface Comparison {
  readonly is?: unknown;
  readonly is_not?: unknown;
  readonly in?: readonly unknown[];
  readonly not_in?: readonly unknown[];
  readonly gt?: unknown;
  readonly gte?: unknown;
  readonly lt?: unknown;
  readonly lte?: unknown;
  readonly contains?: unknown;
  readonly exists?: boolean;
}

export interface Question {
  readonly id: string;
  /** Of 0 to 10, of 1 to 5, of 1 to 7; one or several of its options; a text. */
  readonly type: "nps" | "csat" | "ces" | "poll" | "text";
  /** Inline. */
  readonly text: Nodes;
  readonly required: boolean;
  /** It is asked where this holds. */
  readonly if?: ({ readonly answer: string } & Comparison) | null;
  /** What the ends of a scale mean. */
  readonly low?: string | null;
  readonly high?: string | null;
  readonly options: readonly { readonly id: string; readonly text: string }[];
  readonly several: boolean;
  readonly placeholder?: string | null;
}

export interface Survey {
  readonly id: string;
  /** Of its texts. */
  readonly locale: string;
  readonly title: string;
  readonly text: Nodes;
  readonly anonymous: boolean;
  readonly thanks: Nodes;
  readonly questions: readonly Question[];
}

/** A score, an option's id, several of them, a text. */
export type Value = number | string | readonly string[];

/** By question. Null: passed over. */
export type Said = Readonly<Record<string, Value | null>>;

export interface SurveySource {
  /** What was said so far of this run: it outlasts the page. */
  readonly read: () => Said;
  /** Keeps it, and sends what was answered: it waits for the network by itself, and nothing it does fails. */
  readonly say: (question: string, answer: Value | null) => void;
  /** The last question was answered or passed over. The card says thanks. */
  readonly finished: () => void;
  /** "Done", after the thanks. */
  readonly close: () => void;
}

export interface SurveyProps {
  readonly survey: Survey;
  readonly words: SurveyWords;
  readonly source: SurveySource;
  /** Called with anything that was thrown inside; nothing goes further. */
  readonly onError: (error: unknown) => void;
}

export interface MountedSurvey {
  update(props: SurveyProps): void;
  /** Leaves nothing in the slot. */
  destroy(): void;
}

export type MountSurvey = (slot: HTMLElement, props: SurveyProps) => MountedSurvey;

/** `ask.js`; it imports `kit.js`. */
export interface SurveyChunk {
  readonly mount: MountSurvey;
}
