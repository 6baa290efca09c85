/**
 * Who the host says its user is. Keeps the newest token, and asks for another when it is about to expire or was refused.
 * What a token claims is only compared here; the server alone believes it, or not.
 */
import type { UserToken } from "./boot.ts";

export interface Identity {
  /** The token to send, a fresh one where that takes asking. Never throws. */
  token(): Promise<string | undefined>;
  readonly source: UserToken | undefined;
  /** The one in hand. */
  readonly current: string | undefined;
  set(source: UserToken | undefined): void;
  /** The server did not take it. Out: whether another one can be asked for. */
  refuse(): boolean;
}

const EARLY = 60_000;

function readClaims(token: string | undefined): { readonly sub?: unknown; readonly exp?: unknown } {
  try {
    const payload = token?.split(".")[1]?.replace(/-/g, "+").replace(/_/g, "/") as string;
    return Object(JSON.parse(atob(payload)));
  } catch {
    return {}; // Not a JWT: the server will say so.
  }
}

export function readSub(token: string): string | undefined {
  const { sub } = readClaims(token);
  return typeof sub === "string" ? sub : undefined;
}

export function makeIdentity(now: () => string, onError: (error: unknown) => void): Identity {
  /** Since the host last said who it is. */
  let refused = false;

  const isStale = (token: string | undefined): boolean => {
    const { exp } = readClaims(token);
    return !token || (typeof exp === "number" && exp * 1000 - EARLY < Date.parse(now()));
  };

  const identity: Writable<Identity> = {
    source: undefined,
    current: undefined,
    set: (source) => {
      refused = false;
      identity.source = source;
      identity.current = typeof source === "string" ? source : undefined;
    },
    token: async () => {
      const { source, current } = identity;
      if (typeof source === "function" && isStale(current)) {
        try {
          const fresh: unknown = await source();
          if (source === identity.source) identity.current = typeof fresh === "string" && fresh ? fresh : undefined;
        } catch (error) {
          onError(error);
        }
      }
      return identity.current;
    },
    refuse: () => {
      if (typeof identity.source !== "function" || refused) return false;
      refused = true;
      identity.current = undefined;
      return true;
    },
  };
  return identity;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
