/**
 * What writing to a person takes of whoever mounts it. It knows nothing of the server, the queue or the stream: it sees `TalkState`, and says
 * what the person did.
 */
import type { ContactWords } from "./words.ts";

/** One thing that goes along, in the words in which it is shown and kept. */
export interface Line {
  readonly kind: string;
  readonly label: string;
  readonly value: string;
}

export interface Attachment {
  readonly id: string;
  readonly name: string;
  /** bytes */
  readonly size: number;
}

export interface Message {
  readonly id: string;
  readonly seq: number;
  readonly kind: "message" | "offer" | "change";
  readonly author: "person" | "agent" | "system";
  /** Of the agent. */
  readonly name: string | null;
  readonly text: string;
  readonly files: readonly Attachment[];
  readonly offer: { readonly kind: "tour" | "article"; readonly id: string; readonly title: string } | null;
  readonly offer_state: "offered" | "accepted" | "declined" | null;
  readonly change: "closed" | "reopened" | null;
  /** Of a closing, where it may be told. */
  readonly reason: "solved" | "no_answer" | null;
  readonly client_id: string | null;
  /** ISO 8601 */
  readonly at: string;
}

export interface Conversation {
  readonly id: string;
  readonly status: "open" | "closed";
  readonly agent: string | null;
  readonly email: string | null;
  readonly last_seq: number;
  readonly seen_by_person: number;
  readonly seen_by_agents: number;
  readonly rating: number | null;
  readonly asks_rating: boolean;
}

/** Written, and not with the team yet. `failed`: it would not take it. */
export interface Waiting {
  readonly id: string;
  readonly text: string;
  readonly files: readonly Attachment[];
  readonly failed: boolean;
}

export interface Ways {
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly url?: string | null;
}

/** How the team is reached. `conversations`: it can be written to here. */
export interface Form {
  readonly ways: Ways;
  readonly conversations: boolean;
  readonly open: boolean | null;
  /** Else it is always open, which says nothing. */
  readonly keeps_hours: boolean;
  readonly opens_at: string | null;
  readonly expected_minutes: number | null;
  readonly answers_by_mail: boolean;
  /** Sizes in characters, `file` in bytes. */
  readonly limits: { readonly text: number; readonly files: number; readonly file: number };
}

export interface TalkState {
  /** What stands where the server was asked; else what is known without it. */
  readonly form: Form;
  readonly conversation: Conversation | null;
  readonly messages: readonly Message[];
  readonly waiting: readonly Waiting[];
  /** Who writes at this moment; "" has no name. */
  readonly typing: string | null;
}

/** What was begun and not sent; it outlasts the page. */
export interface Draft {
  readonly text: string;
  readonly email: string;
  readonly files: readonly Attachment[];
  /** Which lines do not go along, by `keyOf`. */
  readonly removed: readonly string[];
}

export interface Talk {
  readonly read: () => TalkState;
  /** Out: ends it. */
  readonly listen: (react: () => void) => () => void;
  /** Asks the server. What was known before stays where it does not answer. */
  readonly refresh: () => Promise<void>;
  /** What can go along, as it is now. */
  readonly gather: () => Promise<readonly Line[]>;
  readonly draft: () => Draft;
  readonly keepDraft: (change: Partial<Draft>) => void;
  /** Into the queue, with the draft's files: what was typed is gone from the draft. `lines`: what was shown, of the first message. */
  readonly send: (text: string, lines?: readonly Line[]) => void;
  readonly sendAgain: (waiting: string) => void;
  readonly drop: (waiting: string) => void;
  readonly tellTyping: () => void;
  /** Everything that is known of it was on the screen. */
  readonly tellSeen: () => void;
  /** Where answers go from now on when they are away; "": nowhere. */
  readonly leaveEmail: (email: string) => Promise<void>;
  /** They need no more help. */
  readonly close: () => Promise<void>;
  readonly rate: (score: number, text: string) => Promise<void>;
  /** Out: whether the tour is there for this person. */
  readonly answerOffer: (message: Message, accepted: boolean) => Promise<boolean>;
  /** Throws `Refused` with the status, where there is one. */
  readonly upload: (file: File) => Promise<Attachment>;
  readonly download: (file: Attachment) => Promise<void>;
}

export interface Desk {
  readonly talk: Talk;
  readonly words: ContactWords;
}

/** Of what there is one each of, the kind; of the rest, what it says. */
export const keyOf = ({ kind, label, value }: Line): string =>
  /^(read|search|asked|quiz|error|custom)$/.test(kind) ? `${kind}\n${label}\n${value}` : kind;
