/** Asks the server on behalf of the person who is here: `text/plain`, with who they are in the body, so that no preflight is needed. */
import type { HelpEnv } from "./env.ts";

/** `about` goes into the body. Throws where there is no answer; `status` says what came instead, if anything did. */
export type Ask = <T>(path: string, about?: Readonly<Record<string, unknown>>, signal?: AbortSignal) => Promise<T>;

const PATIENCE = 20_000;

export class NoAnswer extends Error {
  readonly status: number;
  readonly response: Response;

  constructor(path: string, response: Response) {
    const { status } = response;
    super(`${path}: ${status}`);
    this.status = status;
    this.response = response;
  }
}

/** As `Ask`, for what is no JSON: the answer as it comes. A `signal` alone says how long it may take. */
export type Post = (path: string, about?: Readonly<Record<string, unknown>>, signal?: AbortSignal) => Promise<Response>;

/** `write` makes a body of what is said. */
export function makePost(
  { config, store, identity, freshen, toJson }: HelpEnv,
  write: (said: Readonly<Record<string, unknown>>) => BodyInit = toJson,
): Post {
  const { key, base, locale } = config;

  async function post(path: string, about: Readonly<Record<string, unknown>>, given?: AbortSignal): Promise<Response> {
    await freshen();
    const token = store.read().token || null;
    const body = write({ key, token, user_token: identity.current ?? null, locale, ...about });
    const signal = given ?? AbortSignal.timeout?.(PATIENCE);
    return fetch(`${base}/v1/${path}`, { method: "POST", credentials: "omit", body, signal });
  }

  return async (path, about = {}, signal) => {
    let response = await post(path, about, signal);
    // The token of a host that gives a function may be one that the server does not take: it is asked once for another.
    if (/^40[13]$/.test(`${response.status}`) && typeof identity.source === "function") {
      identity.current = undefined;
      response = await post(path, about, signal);
    }
    if (!response.ok) throw new NoAnswer(path, response);
    return response;
  };
}

export function makeAsk(env: HelpEnv): Ask {
  const post = makePost(env);
  return async (path, about, given) => {
    const late = AbortSignal.timeout?.(PATIENCE);
    const signal = given && late ? (AbortSignal.any?.([given, late]) ?? given) : (given ?? late);
    return (await post(path, about, signal)).json();
  };
}
