/**
 * The host's last errors, of a page whose script tag has `data-errors`, or that loads with `errors`. A chunk that is fetched only then. It listens, and neither stops nor
 * changes what the host makes of them.
 */
const MOST = 5;
const LONGEST = 300;
let errors: readonly string[] = [];

function add(what: unknown): void {
  try {
    const text = what instanceof Error ? `${what.name}: ${what.message}` : `${what}`;
    errors = [...errors, text.slice(0, LONGEST)].slice(-MOST);
  } catch {
    // What can't be told can't go along.
  }
}

addEventListener("error", ({ error, message }) => add(error ?? message));
addEventListener("unhandledrejection", ({ reason }) => add(reason));

/** The oldest first. */
export const listErrors = (): readonly string[] => errors;

export function forgetErrors(): void {
  errors = [];
}
