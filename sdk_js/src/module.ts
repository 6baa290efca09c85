/**
 * Handrail for hosts that bundle their scripts: `load({ src, key })` does what the script tag does, and gives the same object with types.
 *
 * Calls made before the rest has arrived wait, and their promises with them. Nothing here throws: without a network all of it comes
 * to nothing.
 */
import type { Handrail, Listener } from "./api.ts";
import type { Stub, UserToken } from "./boot.ts";

export type { Handrail, Listener, PreferencesChange } from "./api.ts";
export type { UserToken } from "./boot.ts";
export type { Explained } from "./explain.ts";

export interface LoadOptions {
  /** The address of the loader, as in the script tag: `https://help.example.com/sdk/handrail.js`. */
  readonly src: string;
  /** The publishable key. */
  readonly key: string;
  readonly userToken?: UserToken;
  /** A BCP 47 tag; the page's own language unless given. */
  readonly locale?: string;
  /** The host's own release, told with what happens. */
  readonly release?: string;
  /** The page's last errors may go along with what somebody writes to the team, who sees them first: `data-errors` of the tag. */
  readonly errors?: boolean;
}

/** Said at once, in their order; what they promise is kept when the rest is there. */
const TOLD = ["identify", "track", "context", "reset"] as const;
/** Asked when the rest is there. */
const ASKED = ["start", "open", "preferences", "why"] as const;

type Methods = Record<string, (...args: readonly unknown[]) => unknown>;

/** Loads once, however often it is called. */
export function load(options: LoadOptions): Handrail {
  const page = window as { handrail?: unknown };
  if (!Array.isArray(page.handrail)) page.handrail = [];
  const stub = page.handrail as Stub;
  // The core puts its own methods in the place of these.
  const live = stub as unknown as Methods;
  if (live.on) return live as unknown as Handrail;

  const ready = new Promise<void>((resolve) => stub.push(["on", "ready", resolve]));
  const methods: Methods = {};
  for (const name of TOLD) {
    methods[name] = (...args) => {
      stub.push([name, ...args]);
      return ready;
    };
  }
  for (const name of ASKED) methods[name] = (...args) => ready.then(() => live[name]?.(...args));
  methods.on = (name, listener) => {
    let wanted = true;
    stub.push(["on", name, (...said: unknown[]) => wanted && (listener as Listener)(said[0], `${said[1]}`)]);
    return () => {
      wanted = false;
    };
  };
  Object.assign(stub, methods);
  stub.push(["load", { ...options, errors: options.errors || undefined }]);
  import(/* @vite-ignore */ /* webpackIgnore: true */ options.src).catch(() => {});
  return live as unknown as Handrail;
}
