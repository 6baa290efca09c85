/**
 * What a quiz is to whoever mounts it: in a card, in a tour's step, in the help panel. In: the quiz as the server compiles it, and what it may
 * ask for; out: what the person did. It knows nothing of the server, the queue or the tour, and draws all but the title: the quiz's text,
 * one question at a time, what came of it. The page's own words for it are a chunk, `quiz-words-LOCALE.js`, that exports `words`.
 */

import type { ArticleNode } from "../article_node.ts";
import type { Media } from "../contract.ts";
import type { QuizWords } from "./words.ts";

type Nodes = readonly ArticleNode[];

export interface Option {
  readonly id: string;
  readonly text: Nodes;
  readonly media?: Media | null;
  /** Of a finder: how much it speaks for each outcome. */
  readonly weights?: Readonly<Record<string, number>> | null;
  /** Of a finder: the question or the outcome that follows. */
  readonly to?: string | null;
}

export interface Question {
  readonly id: string;
  readonly type: "choice" | "choices" | "true-false" | "text" | "number" | "do";
  readonly text: Nodes;
  readonly media?: Media | null;
  readonly hint?: Nodes | null;
  readonly points: number;
  /** Its options come in another order in each attempt. */
  readonly shuffle: boolean;
  readonly options: readonly Option[];
  /** Of a number. */
  readonly unit?: string | null;
}

export interface Action {
  readonly label: string;
  readonly do: "start" | "article" | "link" | "contact";
  readonly tour?: string | null;
  readonly article?: string | null;
  readonly url?: string | null;
}

export interface Outcome {
  readonly id: string;
  readonly title: string;
  readonly text: Nodes;
  readonly media?: Media | null;
  readonly action?: Action | null;
}

export interface Quiz {
  readonly id: string;
  /** Of its texts. */
  readonly locale: string;
  readonly title: string;
  readonly text: Nodes;
  /** A finder has no right answers: it leads to an outcome. */
  readonly mode: "graded" | "finder";
  readonly feedback: "each" | "end";
  /** Its questions come in another order in each attempt. */
  readonly shuffle: boolean;
  readonly retry: "missed" | "all";
  /** Null: as many as one likes. */
  readonly attempts: number | null;
  /** The share of the points that it takes, 0 to 1. */
  readonly pass: number;
  readonly questions: readonly Question[];
  readonly outcomes: readonly Outcome[];
}

/** An option's id, several of them, true or false, a text, a number; `true` for what was done on the page. */
export type Value = string | readonly string[] | boolean | number;

export interface Answer {
  readonly question: string;
  readonly answer: Value;
}

/** What is sent: all answers so far, each time. The first to a question stands; the same again changes nothing. */
export interface Attempt {
  /** UUIDv4 */
  readonly attempt: string;
  /** Of the version it was begun on. */
  readonly hash: string;
  /** The finished attempt whose right answers count here, too. */
  readonly retry_of?: string;
  readonly answers: readonly Answer[];
  readonly finish: boolean;
}

export interface Result {
  readonly question: string;
  /** What was given, also in the attempt that this one is a retry of. */
  readonly answer: Value | null;
  readonly right: boolean;
  readonly explanation: Nodes | null;
  /** Null where it is not told yet. Of a text: the first that is accepted. */
  readonly key: Value | null;
  readonly options: readonly {
    readonly id: string;
    readonly right: boolean | null;
    readonly explanation: Nodes | null;
  }[];
}

export interface Graded {
  readonly attempt: string;
  /** Of this attempt among the person's, from 1. */
  readonly number: number;
  /** Attempts after this one; null: as many as one likes. */
  readonly left: number | null;
  readonly finished: boolean;
  readonly score: number;
  readonly of: number;
  /** Null while it is not finished. */
  readonly passed: boolean | null;
  /** Of `feedback: "end"` only once it is finished. */
  readonly results: readonly Result[];
}

/** What `send` throws where the server answered, and would not take it. Whatever else it throws means that there was no answer. */
export interface Refusal {
  readonly status: number;
  /** The last part of the problem's type: `answered_already`, `no_attempts_left` … */
  readonly problem: string;
}

/** What was begun or done on this device, and outlasts the page. Its owner looks at `hash` alone. */
export interface Kept {
  /** Of the version that it was begun on: on this one it is finished. */
  readonly hash: string;
  readonly attempt: string;
  readonly retry_of?: string;
  /** What is asked in this attempt, in its order. */
  readonly asked: readonly string[];
  readonly answers: readonly Answer[];
  /** Where it stands, by the question's id; null: past the last. */
  readonly at: string | null;
  /** What the server said last. */
  readonly graded?: Graded;
}

/** What came of it: `outcome` of a finder, the rest of a graded one. */
export type Finished =
  | { readonly passed: boolean; readonly score: number; readonly of: number; readonly left: number | null }
  | { readonly outcome: string };

export interface QuizSource {
  /** Of this person and this quiz alone. */
  readonly read: () => Kept | null;
  readonly keep: (kept: Kept | null) => void;
  /** Throws a `Refusal`, or anything else where there was no answer. */
  readonly send: (attempt: Attempt) => Promise<Graded>;
  /** Calls once the condition of a "do it" question holds, at once if it does. Out: no longer. */
  readonly whenDone: (question: string, react: () => void) => () => void;
  /** What stands on the server, whole: `/media/…` there. */
  readonly locate: (path: string) => string;
  /** A link in a text: `article:refunds`, `tour:first-invoice`, `contact:`. */
  readonly follow: (item: string) => void;
  /** The first answer of an attempt was given. */
  readonly begun: () => void;
  /** Of a finder. */
  readonly answered: (question: string) => void;
  /** Once per attempt. Then the card gets its "Next" or "Done". */
  readonly finished: (result: Finished) => void;
  /** Of a finder's outcome. A link is followed by the browser. */
  readonly act: (action: Action) => void;
  /**
   * What is asked is done on the page: what holds the quiz makes room. The card goes, a line with `text` stands in its place, and the quiz is
   * mounted again when the condition holds or the person comes back. Not there where nothing is in the way: the panel on a wide page.
   */
  readonly stepAside?: ((question: string, text: string) => void) | undefined;
}

export interface QuizProps {
  readonly quiz: Quiz;
  /** Of this version. */
  readonly hash: string;
  readonly words: QuizWords;
  /** What the server has of this person. */
  readonly passed: boolean;
  /** How many were begun. */
  readonly attempts: number;
  /** Another one: what is kept was changed elsewhere, and is read again. */
  readonly round?: number;
  readonly source: QuizSource;
  /** Called with anything that was thrown inside; nothing goes further. */
  readonly onError: (error: unknown) => void;
}

export interface MountedQuiz {
  update(props: QuizProps): void;
  /** Leaves nothing in the slot. */
  destroy(): void;
}

export type MountQuiz = (slot: HTMLElement, props: QuizProps) => MountedQuiz;

/** `quiz.js`; it imports `kit.js`. */
export interface QuizChunk {
  readonly mount: MountQuiz;
}
