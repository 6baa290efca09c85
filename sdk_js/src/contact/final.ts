/** Whether the server would refuse it again. Whoever must sign in first may be another when they have. */
import { NoAnswer } from "../help/ask.ts";

export const isFinal = (error: unknown): boolean =>
  error instanceof NoAnswer && /^4(?!01|08|25|29)/.test(`${error.status}`);
