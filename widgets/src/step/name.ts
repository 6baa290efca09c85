import type { CardProps } from "../contract.ts";

/** The same name, the same step: only its target or its words have changed, so nothing is announced again. */
export function nameStep({ tour, position, title }: CardProps): string {
  return JSON.stringify([tour, position, title]);
}
