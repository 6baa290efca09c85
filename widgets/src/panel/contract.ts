/**
 * What the help panel is to whoever mounts it. In: props, anew on every change, and what it may ask for; out: what the person did. It
 * knows nothing of the server or the queue. Inside, each view gets `ViewProps`.
 */

import type { ArticleNode } from "../article_node.ts";
import type { ListDesk } from "../checklist/contract.ts";
import type { Desk } from "../contact/contract.ts";
import type { Theme, WidgetHost } from "../contract.ts";
import type { HelpWords } from "./words.ts";

export interface ArticleLine {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
}

export interface Article {
  readonly id: string;
  readonly locale: string;
  readonly title: string;
  readonly body: readonly ArticleNode[];
  readonly headings: readonly { readonly id: string; readonly level: number; readonly text: string }[];
  /** ISO 8601 */
  readonly changed: string;
  readonly topic: { readonly id: string; readonly title: string } | null;
  readonly related: readonly ArticleLine[];
  /** What this person said to "Did this help?". */
  readonly vote: "yes" | "no" | null;
}

export interface Topic {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  /** Of all its articles; `articles` may be the first of them. */
  readonly count: number;
  readonly articles: readonly ArticleLine[];
}

export interface Result {
  readonly kind: "article" | "snippet" | "tour";
  readonly id: string;
  readonly title: string;
  readonly heading: string | null;
  readonly anchor: string | null;
  readonly passage: readonly { readonly text: string; readonly mark: boolean }[];
  readonly topic: string | null;
}

export interface Found {
  readonly results: readonly Result[];
  /** What was searched for instead of a typing error. */
  readonly corrected: string | null;
}

export interface Answer {
  /** Null: it does not know. */
  readonly answer: readonly { readonly text: string; readonly cite: number }[] | null;
  readonly citations: readonly {
    readonly id: string;
    readonly title: string;
    readonly heading: string | null;
    readonly anchor: string | null;
  }[];
}

export interface Snippet {
  readonly id: string;
  readonly locale: string;
  readonly title: string;
  readonly text: readonly ArticleNode[];
}

/** What a view asks for. Each throws when there is no answer; what was answered once is there at once. */
export interface HelpSource {
  readonly topics: () => Promise<readonly Topic[]>;
  /** More of a topic's articles, after so many. */
  readonly more: (topic: string, after: number) => Promise<readonly ArticleLine[]>;
  /** Null: there is none, or not for this person. */
  readonly article: (id: string) => Promise<Article | null>;
  readonly search: (query: string, signal?: AbortSignal) => Promise<Found>;
  readonly answer: (question: string, signal?: AbortSignal) => Promise<Answer>;
  readonly snippet: (id: string) => Promise<Snippet | null>;
  /** What it takes to write to a person. */
  readonly desk: () => Promise<Desk>;
  /** Checklists, quizzes and what is new. */
  readonly lists: () => Promise<ListDesk>;
  /** Where paths of the server's begin, for what is stored there. */
  readonly base: string;
}

/** How somebody got to an article. */
export type From = "panel" | "search" | "snippet" | "link" | "answer";

/** What a view tells. */
export interface HelpActs {
  /** Starts a tour; the panel closes. */
  readonly start: (tour: string) => void;
  /** Goes on with one where it was left. */
  readonly resume: (tour: string) => void;
  readonly read: (article: string, from: From) => void;
  readonly vote: (article: string, helped: boolean, reason?: string) => void;
  /** Once per query on which the typing came to rest. */
  readonly searched: (query: string, results: number) => void;
  /** `position`: the first is 1. */
  readonly openResult: (result: Pick<Result, "kind" | "id">, query: string, position: number) => void;
  readonly openSnippet: (item: string) => void;
  readonly asked: (question: string, answered: boolean) => void;
  readonly switchTours: (on: boolean) => void;
  /** Switches a declined tour on again. */
  readonly switchOn: (tour: string) => void;
  /** Gives the person a file of what is kept about them. */
  readonly exportMe: () => Promise<void>;
  readonly forgetMe: () => Promise<void>;
}

export interface Named {
  readonly id: string;
  readonly title: string;
}

/** What fits the page, best first, or is unfinished. */
export interface Offer extends Named {
  readonly kind: "article" | "snippet" | "tour" | "quiz";
}

export interface PanelProps {
  readonly title: string;
  readonly words: HelpWords;
  readonly theme: Theme | null;
  /** Of the window: the page's end edge, whichever way the words run. */
  readonly side: "left" | "right";
  /** The launcher stands below it. */
  readonly aboveLauncher: boolean;
  readonly offers: readonly Offer[];
  /** Tours and quizzes that were begun and neither finished nor declined. */
  readonly unfinished: readonly Offer[];
  readonly topics: readonly Named[];
  /** Whether a person can be reached. */
  readonly contact: boolean;
  /** Whether there are checklists, or announcements that stay. */
  readonly lists: boolean;
  /** Messages of the team. */
  readonly unread: number | undefined;
  readonly preferences: { readonly tours: boolean; readonly declined: readonly Named[] };
  readonly source: HelpSource;
  readonly acts: HelpActs;
  readonly onClose: () => void;
}

export interface MountedPanel {
  update(props: PanelProps): void;
  /** `path` as `handrail.open` takes it. */
  open(path: string): void;
  /** Into another layer, after its root was moved. */
  raise(): void;
  destroy(): void;
}

export type MountPanel = (host: WidgetHost, props: PanelProps, path: string) => MountedPanel;

/** `panel.js` */
export interface PanelChunk {
  readonly mount: MountPanel;
  /** Whether there is such a place: null where there is none. */
  readonly readPath: (path: string) => Place | null;
}

/** Where the panel is. Of a search `id` is what is searched for, else an id: "" for all topics. */
export interface Place {
  readonly view:
    | "home"
    | "articles"
    | "topics"
    | "search"
    | "contact"
    | "preferences"
    | "checklists"
    | "quizzes"
    | "news";
  readonly id: string;
  readonly anchor: string;
  readonly from: From;
}

/** What each view gets. A view has one `Heading`, given `arrived`, as soon as it knows its title; home and search have none. */
export interface ViewProps {
  readonly panel: PanelProps;
  readonly place: Place;
  /** To another place; Back leads here again. */
  readonly go: (path: string, from?: From) => void;
  /** Takes the focus, if the person came here by hand and has it nowhere else, and scrolls to where they were. */
  readonly arrived: (heading: HTMLElement) => void;
  /** For what is not called by the tree itself. */
  readonly onError: (error: unknown) => void;
}
