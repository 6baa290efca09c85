/**
 * The engine of locators for a page that Handrail is not on: injected by Playwright, which keeps what it needs by a handle, so that nothing
 * of it is global there. Locators may have words per locale. Built as `probe.js`, a script that makes `probe`.
 */
import { askElement, findTarget, isVisible, type Missing } from "../page/target.ts";
import { lookOnce } from "../page/watch.ts";
import type { Locator } from "../wire.gen.ts";
import { type AuthoredLocator, joinRanked, localiseLocator } from "./localise.ts";
import { countMatches } from "./matches.ts";
import { type Outline, outlineAround } from "./outline.ts";
import { describe, type Picked, pickElement } from "./pick.ts";
import { type Proposal, proposeLocators } from "./propose.ts";
import { type Ranked, rankLocators } from "./rank.ts";
import { listHolding } from "./replace.ts";

export interface Finding {
  /** Why there is no single visible element; null where there is. */
  readonly missing: Missing | null;
  /** Which locator found it, from 0; null where none did. */
  readonly by: number | null;
  /** How many visible elements each locator matches. */
  readonly matches: readonly number[];
}

/** Words are taken for `locale`, those of `fallback` where it has none. */
export interface Reading {
  readonly locale?: string;
  readonly fallback?: string;
}

const read = (
  locators: readonly AuthoredLocator[],
  { locale = "en", fallback = locale }: Reading,
): readonly Locator[] => locators.map((one) => localiseLocator(one, locale, fallback));

export function element(locators: readonly AuthoredLocator[], reading: Reading = {}): Element | null {
  return findTarget(read(locators, reading)).element;
}

export function find(locators: readonly AuthoredLocator[], reading: Reading = {}): Finding {
  return lookOnce(() => {
    const all = read(locators, reading);
    const found = findTarget(all);
    const by = all.findIndex((one) => findTarget([one]).element !== null);
    const missing = found.element ? null : found.missing;
    return { missing, by: by < 0 ? null : by, matches: all.map(countMatches) };
  });
}

/** As a condition asks: true, false, or null where it can't be known. */
export const ask = (locators: readonly AuthoredLocator[], state: string, reading: Reading = {}): boolean | null =>
  lookOnce(() => askElement(read(locators, reading), state));

export const rank = (target: Element): readonly Ranked[] => rankLocators(target);

export const propose = (
  locators: readonly AuthoredLocator[],
  reading: Reading & { readonly others?: readonly (readonly AuthoredLocator[])[] } = {},
): readonly Proposal[] =>
  proposeLocators(read(locators, reading), { others: (reading.others ?? []).map((one) => read(one, reading)) });

export const outline = (locators: readonly AuthoredLocator[], reading: Reading = {}): readonly Outline[] =>
  outlineAround(read(locators, reading));

/** Pointed at by hand; resolves once something was chosen, or null. */
export async function pick(): Promise<Picked | null> {
  return pickElement({ onError: () => {} }); // What fails shows nothing, and the page is the host's.
}

/** Those of the locators that find this element and no other. */
export const holding = (
  target: Element,
  locators: readonly AuthoredLocator[],
  { locale, fallback }: Reading = {},
): readonly AuthoredLocator[] =>
  listHolding(target, locators, { ...(locale && { locale }), ...(fallback && { locales: [fallback] }) });

export const join = joinRanked;
export * as check from "./check.ts";
export { describe, isVisible };
