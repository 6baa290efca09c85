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
  let source: UserToken | undefined;
  let current: string | undefined;
  /** Since the host last said who it is. */
  let refused = 0;

  const isStale = (): boolean => {
    const { exp } = readClaims(current);
    return !current || (typeof exp === "number" && exp * 1000 - EARLY < Date.parse(now()));
  };

  return {
    get source() {
      return source;
    },
    get current() {
      return current;
    },
    set: (given) => {
      source = given;
      refused = 0;
      current = typeof given === "string" ? given : undefined;
    },
    token: async () => {
      if (typeof source === "function" && isStale()) {
        try {
          const asked = source;
          const fresh: unknown = await asked();
          if (source === asked) current = typeof fresh === "string" && fresh ? fresh : undefined;
        } catch (error) {
          onError(error);
        }
      }
      return current;
    },
    refuse: () => {
      if (typeof source !== "function" || refused++) return false;
      current = undefined;
      return true;
    },
  };
}
