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
  readonly title: string;
  readonly file: string;
  readonly line: number;
  readonly steps: readonly DraftStep[];
}

export interface Fault {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly problem: string;
  readonly fix: string;
  readonly level: string;
}

/** What the author's machine says: `studio/state`. */
export interface Studio {
  readonly revision: string;
  readonly items: readonly Draft[];
  readonly faults: readonly Fault[];
}

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

export interface BarProps {
  readonly link: Link;
  /** Null until it was heard of. */
  readonly studio: Studio | null;
  readonly running: Running | null;
  /** What went wrong with the link that led here. */
  readonly trouble: string | null;
  readonly acts: {
    /** Out: what stood in the way, in words, or nothing. */
    readonly jump: (item: string, step: string | null) => Promise<string | undefined>;
    readonly why: (item: string) => Promise<readonly Gate[]>;
    readonly end: () => void;
  };
}

export interface MountedBar {
  update(props: BarProps): void;
  /** Above all again, after its root was moved. */
  raise(): void;
  /** The page may have moved: it goes out of the way of what stands there. */
  dodge(): void;
  destroy(): void;
}

export type MountBar = (host: WidgetHost, props: BarProps) => MountedBar;

export interface BarChunk {
  readonly mount: MountBar;
}
