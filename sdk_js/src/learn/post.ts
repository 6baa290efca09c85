/** Sends to the server, `text/plain`, so that no preflight is needed. Out: what it answers. */
import type { Refusal } from "../../../widgets/src/quiz/contract.ts";
import { toJson } from "../json.ts";

const PATIENCE = 20_000;

/** It answered, and would not take it. */
export class Refused extends Error implements Refusal {
  readonly status: number;
  readonly problem: string;
  readonly retryAfter: string | null;

  constructor({ status, headers }: Response, type: unknown) {
    super(`Refused: ${status}`);
    this.status = status;
    this.problem = `${type}`.replace(/.*[/#:]/, "");
    this.retryAfter = headers.get("Retry-After");
  }
}

/** Throws `Refused`, or what `fetch` throws. */
export async function post<T>(address: string, body: unknown, keepalive = false): Promise<T> {
  const signal = AbortSignal.timeout?.(PATIENCE);
  const response = await fetch(address, {
    method: "POST",
    credentials: "omit",
    body: toJson(body),
    keepalive,
    signal,
  });
  if (response.ok) return response.json();
  const { type } = Object(await response.json().catch(() => null));
  throw new Refused(response, type);
}
