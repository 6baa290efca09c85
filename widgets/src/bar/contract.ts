/**
 * What the bar of a preview shows and does. In: what the author's machine says of its drafts, and what runs in this page; out: callbacks.
 * It knows nothing of the SDK, nor of how the drafts get here.
 */
import type { WidgetHost } from "../contract.ts";

export interface DraftStep {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly page: string | null;
  readonly line: number;
}

export interface Draft {
  readonly id: string;
  readonly kind: string;
  /** Of the draft that is shown, if there is one. */
  readonly hash: string | null;
  readonly title: string;
  readonly file: string;
  readonly line: number;
  readonly steps: readonly DraftStep[];
}

export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly problem: string;
  readonly fix: string;
  readonly level: string;
}

/** A trait or a field of the account, as `site.json` declares it: its type, or more. */
export type Field = string | { readonly type: string; readonly description?: string | null };
export type Fields = Readonly<Record<string, Field>>;

/** Whom the author acts as. What is left out stays as it is; `sub: null` alone is a visitor, `now: null` the real time. */
export interface As {
  readonly sub?: string | null;
  readonly traits?: Readonly<Record<string, unknown>>;
  readonly account?: Readonly<Record<string, unknown>>;
  readonly completed?: readonly string[];
  readonly locale?: string | null;
  readonly now?: string | null;
}

/** What the author's machine says: `studio/state`. */
export interface Studio {
  readonly revision: string;
  readonly items: readonly Draft[];
  readonly faults: readonly Fault[];
  readonly site: {
    readonly id: string;
    readonly locales: readonly string[];
    readonly traits: Fields;
    readonly account: Fields;
  };
  readonly acting: As | null;
}

/** Of a file. `was`: what the author saw there. */
export interface Edit {
  readonly file: string;
  readonly op: "set" | "insert" | "remove";
  readonly path: readonly (string | number)[];
  readonly value?: unknown;
  readonly was?: unknown;
}

/** A text of an item, in a locale of the site. `was`: what stands in the file that it is written into, if it does; `source`: what it translates. */
export interface Wording {
  /** As in a sidecar: `steps.new.title`. */
  readonly name: string;
  readonly text: string;
  readonly was: string | null;
  readonly source: string | null;
  /** What is read of it: one more than there are places that something of the person's own fills in. */
  readonly shown: readonly string[];
  readonly is_long: boolean;
}

export interface Wordings {
  /** That it is written into. */
  readonly file: string;
  readonly locale: string;
  readonly texts: readonly Wording[];
}

export interface Rewrite {
  readonly item: string;
  readonly locale: string;
  readonly name: string;
  readonly text: string;
  readonly was: string | null;
}

/** `conflict`: somebody else was there before; `found` is what they wrote. Else `said` is what stood in the way. Nothing was written then. */
export type Written =
  | { readonly is: "done" }
  | { readonly is: "conflict"; readonly found: unknown }
  | { readonly is: "refused"; readonly said: string };

/** One gate on the way of an item: true lets it through, false does not, null cannot be told here. */
export interface Gate {
  readonly clause: string;
  readonly value: boolean | null;
  readonly saw: unknown;
}

/** `waiting`: the author's machine does not answer; `over`: this preview has ended there. */
export type Link = "live" | "waiting" | "over";

export interface Running {
  readonly item: string;
  readonly step: string | null;
}

/** Of what Handrail shows, not of the host's own. */
export type Scheme = "light" | "dark" | "auto";

export interface BarActs {
  /** Out: what stood in the way, in words, or nothing. */
  readonly jump: (item: string, step: string | null) => Promise<string | undefined>;
  readonly why: (item: string) => Promise<readonly Gate[]>;
  readonly actAs: (as: As) => Promise<string | undefined>;
  readonly setScheme: (scheme: Scheme) => void;
  /** A window so wide, px, with the same preview. Out: what stood in the way. */
  readonly openWindow: (width: number) => string | undefined;
  /** What an item says, in the locale that is nearest. */
  readonly readTexts: (item: string, locale: string) => Promise<Wordings>;
  readonly rewrite: (text: Rewrite) => Promise<Written>;
  /** A file of the folder, as it is now. */
  readonly read: (file: string) => Promise<unknown>;
  readonly write: (edits: readonly Edit[]) => Promise<Written>;
  /** Somebody points at an element of the page. In: what is written now. Out: its locator, as it is written; null where it was left. */
  readonly pick: (was: unknown) => Promise<unknown>;
  /** Somebody goes a way through the app. Out: what became of it, in words. */
  readonly record: () => Promise<string | undefined>;
  readonly end: () => void;
}

export interface BarProps {
  readonly link: Link;
  /** Null until it was heard of. */
  readonly studio: Studio | null;
  readonly running: Running | null;
  /** What went wrong with the link that led here. */
  readonly trouble: string | null;
  readonly locale: string;
  readonly scheme: Scheme;
  /** None where there is no preview to act on. */
  readonly acts: BarActs | null;
}

export interface MountedBar {
  update(props: BarProps): void;
  /** Where the person is in it, they stay, whatever comes in the place of what is shown now. */
  hold(): void;
  /** Above all again, after its root was moved, or something else came there. */
  raise(): void;
  /** The page may have moved: it goes out of the way of what stands there. */
  dodge(): void;
  destroy(): void;
}

export type MountBar = (host: WidgetHost, props: BarProps) => MountedBar;

export interface BarChunk {
  readonly mount: MountBar;
}
