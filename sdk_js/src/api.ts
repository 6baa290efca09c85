/** `window.handrail`: the array that held the host's calls, with methods on it. No call throws, whatever it is given. */
import type { Call, Stub, UserToken } from "./boot.ts";
import type { Explained } from "./why.ts";
import type { PageEvent, Preferences } from "./wire.gen.ts";

export interface PreferencesChange {
  readonly tours?: boolean;
  readonly items?: Readonly<Record<string, boolean>>;
}

/** `ready`, each event by its name (`tour_completed` …), `error`, and `*` for all of them. */
export type Listener = (detail: unknown, name: string) => void;

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
  on(name: string, listener: Listener): () => void;
  /** What may start by itself, changed if something is given. */
  preferences(change?: PreferencesChange): Promise<Preferences>;
  /** Why an item starts here, or does not, clause by clause. */
  why(item: string): Promise<readonly Explained[]>;
  /** The user signed out: the next one here is somebody else. */
  reset(): Promise<void>;
  push(...calls: readonly Call[]): number;
}

/** What `emit` may be told. */
export type Emit = (name: string, detail?: PageEvent | unknown) => void;

export interface Listeners {
  readonly emit: Emit;
  readonly on: Handrail["on"];
}

export function makeListeners(): Listeners {
  const all = new Map<Listener, string>();
  let ready = false;
  const tell = (listener: Listener, name: string, detail: unknown): void => {
    // A host's mistake is the host's to see, but not in the middle of our work.
    queueMicrotask(() => {
      try {
        Promise.resolve(listener(detail, name)).catch(() => {});
      } catch {
        // Nothing of it may come out of us.
      }
    });
  };
  return {
    emit: (name, detail) => {
      if (name === "ready") {
        if (ready) return;
        ready = true;
      }
      for (const [listener, wanted] of all) if (wanted === name || wanted === "*") tell(listener, name, detail);
    },
    on: (name, listener) => {
      if (typeof listener !== "function") return () => {};
      const own: Listener = (detail, said) => listener(detail, said);
      all.set(own, name);
      if (ready && name === "ready") tell(own, name, undefined);
      return () => void all.delete(own);
    },
  };
}

/** Puts the methods on the stub and makes the calls that wait. `fallback`: what a call comes to that went wrong. */
export function installApi(stub: Stub, methods: Omit<Handrail, "push">, onError: (error: unknown) => void): void {
  const api = stub as unknown as Record<string, (...args: unknown[]) => unknown>;
  const waiting = stub.splice(0);
  for (const [name, method] of Object.entries(methods)) {
    api[name] = (...args) => {
      try {
        const result: unknown = method(...(args as [never, never]));
        if (!(result instanceof Promise)) return result;
        return result.catch(onError);
      } catch (error) {
        onError(error);
        return name === "on" ? () => {} : Promise.resolve();
      }
    };
  }
  api.push = (...calls) => {
    for (const call of calls) {
      const [name, ...args] = Array.isArray(call) ? call : [];
      if (name !== "push" && Object.prototype.hasOwnProperty.call(methods, name)) api[name as string]?.(...args);
    }
    return 0;
  };
  api.push?.(...waiting);
}
