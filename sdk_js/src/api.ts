/** `window.handrail`: the array that held the host's calls, with methods on it. No call throws, whatever it is given. */
import type { Call, Stub, UserToken } from "./boot.ts";
import { own } from "./conditions.ts";
import type { Explained } from "./explain.ts";
import type { Preferences } from "./wire.gen.ts";

export interface PreferencesChange {
  readonly tours?: boolean;
  readonly items?: Readonly<Record<string, boolean>>;
}

/**
 * `ready`, each event by its name (`tour_completed` …), `error`, and `*` for all of them. `before_step` and `after_step` get `{tour,
 * step, index}` and are waited for if they give a promise; false from `before_step` passes the step over.
 */
export type Listener = (detail: unknown, name: string) => unknown;

/** A listener, and how long it is waited for if that is asked for, ms. */
export interface Waiter {
  readonly name: string;
  readonly listener: Listener;
  readonly timeout?: number;
}

export interface Handrail {
  /** Says who the user is: a JWT made in the host's backend, or a function that fetches one and is asked again when it expires. */
  identify(user: UserToken): Promise<void>;
  /** Tells that something happened, by a name that `site.json` declares. */
  track(name: string, props?: Readonly<Record<string, unknown>>): Promise<void>;
  /** What a conversation may show of this page. */
  context(fields: Readonly<Record<string, unknown>>): Promise<void>;
  /** Starts a tour by hand, or goes on with it. Out: whether there is one to start. */
  start(tour: string): Promise<boolean>;
  open(what?: string): Promise<boolean>;
  /** Out: a function that ends it. */
  on(name: string, listener: Listener, options?: { readonly timeout?: number }): () => void;
  /** What may start by itself, changed if something is given. */
  preferences(change?: PreferencesChange): Promise<Preferences>;
  /** Why an item starts here, or does not, clause by clause. */
  why(item: string): Promise<readonly Explained[]>;
  /** The user signed out: the next one here is somebody else. */
  reset(): Promise<void>;
  push(...calls: readonly Call[]): void;
}

export interface Listeners {
  readonly emit: (name: string, detail?: unknown) => void;
  readonly on: Handrail["on"];
  readonly find: (name: string) => readonly Waiter[];
}

export function makeListeners(): Listeners {
  let all: readonly Waiter[] = [];
  let ready = false;
  const find = (name: string): readonly Waiter[] => all.filter((one) => one.name === name);
  const tell = async ({ listener }: Waiter, name: string, detail?: unknown): Promise<void> => {
    try {
      await null; // Later, so that a host's mistake can't come in the middle of our work.
      await listener(detail, name);
    } catch {
      // What comes of it is theirs.
    }
  };
  return {
    emit: (name, detail) => {
      ready ||= name === "ready";
      for (const one of [...find(name), ...find("*")]) tell(one, name, detail);
    },
    find,
    on: (name, listener, options) => {
      const entry = { ...options, name, listener };
      all = [...all, entry];
      if (ready && name === "ready") tell(entry, name);
      return () => {
        all = all.filter((one) => one !== entry);
      };
    },
  };
}

/** Puts the methods on the stub and makes the calls that wait. A call that goes wrong comes to nothing. */
export function installApi(stub: Stub, methods: Omit<Handrail, "push">, fail: (error: unknown) => void): void {
  type Method = (...args: readonly unknown[]) => unknown;
  const api = stub as unknown as Record<string, Method>;
  for (const [name, method] of Object.entries(methods)) {
    api[name] = (...args) => {
      // A host may have a `Promise` of its own, and what an async function gives is none of those.
      const result: Partial<Promise<unknown>> = method(...(args as [never, never])) as object;
      return result.catch?.(fail) ?? result;
    };
  }
  // Not assigned: where the host has frozen `Array.prototype`, that is refused.
  Object.defineProperty(api, "push", {
    value: (...calls: readonly Call[]) => {
      for (const [name, ...args] of calls.filter(Array.isArray))
        if (own(methods as object as Record<string, unknown>, name)) (api[name] as Method)(...args);
    },
  });
  stub.push(...stub.splice(0));
}
