/** Asks the author's machine, through the server of the page: `text/plain`, with the session's secret as the key. */
import { toJson } from "../json.ts";

/** It said no; `problem` as problem+json has it. */
export class StudioError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Readonly<Record<string, unknown>>,
  ) {
    super(`${problem.detail ?? `The preview answered ${status}.`}`);
  }

  /** The preview is no longer there, and will not come back. */
  get isOver(): boolean {
    return /^4(01|03|10)$/.test(`${this.status}`);
  }
}

interface Named {
  readonly file?: string;
  readonly path?: string;
  readonly problem?: string;
  readonly fix?: string;
}

/** In words, with each fault that it names. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return `${error}`;
  if (!(error instanceof StudioError)) return `The author's machine could not be asked: ${error.message}`;
  const { faults, errors } = error.problem;
  const named = [faults, errors].flat().filter(Boolean) as readonly Named[];
  return [
    error.message,
    ...named.map(({ path = "", problem = "", fix = "" }) => `${path} ${problem} ${fix}`.trim()),
  ].join(" ");
}

export type AskStudio = <T>(path: string, about?: object, signal?: AbortSignal) => Promise<T>;

export async function post<T>(url: string, body: object, signal?: AbortSignal): Promise<T> {
  const options = { method: "POST", credentials: "omit", body: toJson(body) } as const;
  const response = await fetch(url, { ...options, signal: signal ?? null });
  const said: unknown = await response.json().catch(() => ({})); // Not ours, then: its status says enough.
  if (!response.ok) throw new StudioError(response.status, Object(said));
  return said as T;
}

export const makeAskStudio =
  (base: string, key: string): AskStudio =>
  (path, about = {}, signal) =>
    post(`${base}/studio/${path}`, { key, ...about }, signal);
