/** Who the host says its user is. What a token claims is only compared here; the server alone believes it, or not. */
import type { UserToken } from "./boot.ts";

export interface Identity {
  source: UserToken | undefined;
  /** The token in hand. */
  current: string | undefined;
}

export function readClaims(token: UserToken | undefined): { readonly sub?: unknown; readonly exp?: unknown } {
  try {
    const payload = (token as string).split(".")[1]?.replace(/-/g, "+").replace(/_/g, "/") as string;
    return Object(JSON.parse(atob(payload)));
  } catch {
    return {}; // None yet, or not a JWT: the server will say so.
  }
}

export function readSub(token: UserToken | undefined): string | undefined {
  const { sub } = readClaims(token);
  return typeof sub === "string" ? sub : undefined;
}

export const makeIdentity = (source?: UserToken): Identity => ({
  source,
  current: typeof source === "string" ? source : undefined,
});
