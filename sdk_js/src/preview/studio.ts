/** Asks the author's machine, through the server of the page: `text/plain`, with the session's secret as the key. */

/** What it said no to; `problem` as problem+json has it. */
export class StudioError extends Error {
  readonly status: number;
  readonly problem: Readonly<Record<string, unknown>>;

  constructor(status: number, problem: Readonly<Record<string, unknown>>) {
    super(typeof problem.detail === "string" ? problem.detail : `The preview answered ${status}.`);
    this.status = status;
    this.problem = problem;
  }

  /** It is no longer there, and will not come back. */
  get isOver(): boolean {
    return /^4(01|03|04|10)$/.test(`${this.status}`);
  }
}

export type AskStudio = <T>(path: string, about?: object, signal?: AbortSignal) => Promise<T>;

export async function post<T>(url: string, body: object, signal?: AbortSignal): Promise<T> {
  const options = { method: "POST", credentials: "omit", body: JSON.stringify(body) } as const;
  const response = await fetch(url, { ...options, signal: signal ?? null });
  const said: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw new StudioError(response.status, Object(said));
  return said as T;
}

export const makeAskStudio =
  (base: string, key: string): AskStudio =>
  (path, about = {}, signal) =>
    post(`${base}/studio/${path}`, { key, ...about }, signal);
