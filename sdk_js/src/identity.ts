/** Who the host says its user is. What a token claims is only compared here; the server alone believes it, or not. */
import type { UserToken } from "./boot.ts";

export interface Identity {
  source: UserToken | undefined;
  /** The token in hand. */
  current: string | undefined;
}

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

/** `at`: ms. One that does not say when it expires stays. */
export function isStale(token: string | undefined, at: number): boolean {
  const { exp } = readClaims(token);
  return !token || (typeof exp === "number" && exp * 1000 < at);
}

export const makeIdentity = (source: UserToken | undefined): Identity => ({
  source,
  current: typeof source === "string" ? source : undefined,
});
