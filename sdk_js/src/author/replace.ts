/** What is to stand where another locator was chosen. In: the element, the choice, and what stands there; out: the target, as it is written. */
import type { Locator } from "../wire.gen.ts";
import { type AuthoredLocator, keepWords, localiseLocator, type ReadIn, skeletonOf } from "./localise.ts";
import { fitsElement } from "./matches.ts";

export type Target = AuthoredLocator | readonly AuthoredLocator[];

/** Of a locator's list, as the schema has it. */
const MOST = 10;

/** One locator gives way to another. Of a list those stay that still find just this element, behind the one that was chosen. */
export function replaceTarget(element: Element, locator: Locator, was: unknown, read?: ReadIn): Target {
  const chosen = read ? keepWords(locator, was, read) : locator;
  if (!Array.isArray(was)) return chosen;
  const others = was.filter((one) => skeletonOf(one) !== skeletonOf(chosen));
  return [chosen, ...listHolding(element, others, read)].slice(0, MOST);
}

/** Those that find this element, and no other, in the locale of the page. */
export function listHolding(
  element: Element,
  locators: readonly AuthoredLocator[],
  read: Partial<ReadIn> = {},
): readonly AuthoredLocator[] {
  const { locale = "en", locales: [fallback = locale] = [] } = read;
  return locators.filter((one) => fitsElement(localiseLocator(one, locale, fallback), element));
}
