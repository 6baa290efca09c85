/** What the loader hands to the core. Types alone: the loader carries no code but its own. */
import type { Stored } from "./store.ts";
import type { PageEvent } from "./wire.gen.ts";

/** A host's word on who its user is: a JWT, or a function that fetches a fresh one each time it is asked. */
export type UserToken = string | (() => string | Promise<string>);

export interface Config {
  readonly key: string;
  /** Where the server lives, without a slash at the end. */
  readonly base: string;
  /** The folder of this build's chunks, with a slash at the end. */
  readonly chunks: string;
  readonly locale: string;
  readonly release?: string | undefined;
  readonly userToken?: UserToken | undefined;
  /** If it is anything: the host's last errors may go along with what somebody writes to the team. */
  readonly errors?: unknown;
}

export interface Boot {
  readonly config: Config;
  /** As read from this device, whatever shape it may have by now. */
  readonly stored: Partial<Stored>;
  /** The first sync, under way since before the core was there; null where it takes the core to send it. */
  readonly first: Promise<Response> | null;
  readonly sent: readonly PageEvent[];
}

/** `window.handrail` before the core is there: calls that wait, by name. `key` is that of the tag that won. */
export type Call = readonly [name: string, ...args: unknown[]];
export interface Stub extends Array<Call> {
  key?: string;
}
