/** Asks the server on behalf of the person who is here: `text/plain`, with who they are in the body, so that no preflight is needed. */
import type { HelpEnv } from "./env.ts";

/** `about` goes into the body. Throws where there is no answer; `status` says what came instead, if anything did. */
export type Ask = <T>(path: string, about?: Readonly<Record<string, unknown>>, signal?: AbortSignal) => Promise<T>;

const PATIENCE = 20_000;

export class NoAnswer extends Error {
  readonly status: number;

  constructor(path: string, status: number) {
    super(`${path}: ${status}`);
    this.status = status;
  }
}

export function makeAsk({ config, store, identity, freshen, toJson }: HelpEnv): Ask {
  const { key, base, locale } = config;

  async function post(path: string, about: Readonly<Record<string, unknown>>, given?: AbortSignal): Promise<Response> {
    await freshen();
    const token = store.read().token || null;
    const body = toJson({ key, token, user_token: identity.current ?? null, locale, ...about });
    const late = AbortSignal.timeout?.(PATIENCE);
    const signal = given && late ? (AbortSignal.any?.([given, late]) ?? given) : (given ?? late);
    return fetch(`${base}/v1/${path}`, { method: "POST", credentials: "omit", body, signal });
  }

  return async (path, about = {}, signal) => {
    let response = await post(path, about, signal);
    // The token of a host that gives a function may be one that the server does not take: it is asked once for another.
    if (/^40[13]$/.test(`${response.status}`) && typeof identity.source === "function") {
      identity.current = undefined;
      response = await post(path, about, signal);
    }
    if (!response.ok) throw new NoAnswer(path, response.status);
    return response.json();
  };
}
