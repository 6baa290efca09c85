/** What the help needs of the core, and what the core needs of the help. Types alone: each is a chunk of its own. */
import type { Handrail } from "../api.ts";
import type { Config } from "../boot.ts";
import type { Identity } from "../identity.ts";
import type { toJson } from "../json.ts";
import type { Knowledge } from "../knowledge.ts";
import type { Tell } from "../parts.ts";
import type { Store } from "../store.ts";

export interface HelpEnv {
  readonly config: Config;
  readonly store: Store;
  readonly knowledge: Knowledge;
  readonly identity: Identity;
  readonly starts: { consider(): void };
  readonly record: Tell;
  readonly methods: Pick<Handrail, "start" | "preferences" | "track">;
  readonly on: Handrail["on"];
  readonly toJson: typeof toJson;
  /** Forgets on this device who this was. */
  readonly close: () => void;
  /** Asks the host for a token again, if the one in hand is about to expire. */
  readonly freshen: () => Promise<void>;
  readonly sync: () => Promise<void>;
  /** A conversation is open no more: what waits for that may start. */
  readonly closed: () => void;
  /** The panel, as `handrail.open` does. */
  readonly open: (path?: string) => Promise<boolean>;
  readonly fail: (error: unknown) => void;
}

export interface Help {
  /** The server has answered: the launcher comes, changes or goes. */
  answered(): void;
  /** Out: whether there is such a place. */
  open(path?: string): Promise<boolean>;
}

export interface HelpChunk {
  makeHelp(env: HelpEnv): Help;
}
