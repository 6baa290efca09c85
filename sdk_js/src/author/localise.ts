/** Locators with a word per locale, as authors write them. One locale's words out of them, and one of several locales' out of many: pure. */
import type { Locator } from "../wire.gen.ts";
import type { Ranked } from "./rank.ts";
import { worstOf } from "./stability.ts";

export type AuthoredWords = string | Readonly<Record<string, string>>;

export interface AuthoredLocator extends Omit<Locator, (typeof WORDS)[number] | "within" | "frame"> {
  readonly name?: AuthoredWords;
  readonly label?: AuthoredWords;
  readonly text?: AuthoredWords;
  readonly within?: AuthoredLocator;
  readonly frame?: readonly AuthoredLocator[];
}

export interface JoinedRanked extends Omit<Ranked, "locator"> {
  readonly locator: AuthoredLocator;
  /** How many it matches in each locale, where there are several. */
  readonly counts?: Readonly<Record<string, number>>;
}

const WORDS = ["name", "label", "text"] as const;

/** The nearest locale's: itself, a shorter one, the default, the first there is. As `content/locales.py` picks. */
function pickWords(words: AuthoredWords, locale: string, fallback: string): string {
  if (typeof words === "string") return words;
  const parts = locale.split("-");
  const chain = [...parts.map((_, index) => parts.slice(0, parts.length - index).join("-")), fallback];
  const found = chain.map((tag) => words[tag]).find((one) => one !== undefined);
  return found ?? Object.values(words)[0] ?? "";
}

export function localiseLocator(locator: AuthoredLocator, locale: string, fallback: string): Locator {
  const found: Record<string, unknown> = { ...locator };
  for (const way of WORDS) {
    const words = locator[way];
    if (words !== undefined) found[way] = pickWords(words, locale, fallback);
  }
  if (locator.within) found.within = localiseLocator(locator.within, locale, fallback);
  if (locator.frame) found.frame = locator.frame.map((one) => localiseLocator(one, locale, fallback));
  return found as Locator;
}

/** The same but for its words. */
export function skeletonOf(locator: AuthoredLocator): string {
  return JSON.stringify(locator, (key, value) => (WORDS.includes(key as (typeof WORDS)[number]) ? "" : value));
}

/** Where the words of a locator were read: `locales` are the site's, the first its default. */
export interface ReadIn {
  readonly locale: string;
  readonly locales: readonly string[];
}

/** A locator that was read in one locale, with the words of the others as they stood there before, if it is the same but for its words. */
export function keepWords(locator: Locator, was: unknown, { locale, locales }: ReadIn): AuthoredLocator {
  const tag = locales.find((one) => one === locale || locale.startsWith(`${one}-`));
  if (locales.length < 2 || !tag) return locator;
  const before = [was ?? []].flat() as readonly AuthoredLocator[];
  const same = before.find((one) => skeletonOf(one) === skeletonOf(locator));
  const keep = (now: AuthoredLocator, then: AuthoredLocator | undefined): AuthoredLocator => {
    const found: Record<string, unknown> = { ...now };
    for (const way of WORDS)
      if (typeof now[way] === "string") found[way] = addWords(now[way], then?.[way], tag, locales[0] ?? tag);
    if (now.within) found.within = keep(now.within, then?.within);
    if (now.frame) found.frame = now.frame.map((one, index) => keep(one, then?.frame?.[index]));
    return found as AuthoredLocator;
  };
  return keep(locator, same);
}

/** One word for all is the default locale's. */
function addWords(now: string, then: AuthoredWords | undefined, tag: string, fallback: string): AuthoredWords {
  const known = typeof then === "string" ? { [fallback]: then } : (then ?? {});
  const all = { ...known, [tag]: now };
  return Object.keys(all).length === 1 && tag === fallback ? now : then === now ? now : all;
}

/** Several readings of one locator. Words that are the same everywhere are written once. */
function joinLocators(readings: Readonly<Record<string, Locator>>): AuthoredLocator {
  const all = Object.entries(readings);
  const [, first = {}] = all[0] ?? [];
  const joined: Record<string, unknown> = { ...first };
  for (const way of WORDS) {
    if (first[way] === undefined) continue;
    const words = Object.fromEntries(all.map(([locale, one]) => [locale, one[way]]));
    if (new Set(Object.values(words)).size > 1) joined[way] = words;
  }
  const each = (read: (one: Locator) => Locator | undefined): Record<string, Locator> =>
    Object.fromEntries(all.map(([locale, one]) => [locale, read(one) ?? {}]));
  if (first.within) joined.within = joinLocators(each(({ within }) => within));
  if (first.frame) joined.frame = first.frame.map((_, index) => joinLocators(each(({ frame }) => frame?.[index])));
  return joined as AuthoredLocator;
}

/**
 * One list of the lists for the same element in several locales, in the first one's order. A locator stays if it is there in each of
 * them; it fits if it does so in all.
 */
export function joinRanked(lists: Readonly<Record<string, readonly Ranked[]>>): readonly JoinedRanked[] {
  const [first, ...others] = Object.entries(lists);
  if (!first) return [];
  const [locale, ranked] = first;
  if (!others.length) return ranked;
  return ranked.flatMap((one) => {
    const skeleton = skeletonOf(one.locator);
    const same = others.map(
      ([tag, list]) => [tag, list.find((other) => skeletonOf(other.locator) === skeleton)] as const,
    );
    if (same.some(([, other]) => !other)) return [];
    const found = [[locale, one], ...(same as readonly (readonly [string, Ranked])[])] as const;
    const all = found.map(([, each]) => each);
    return [
      {
        locator: joinLocators(Object.fromEntries(found.map(([tag, { locator }]) => [tag, locator]))),
        matches: Math.max(...all.map(({ matches }) => matches)),
        fits: all.every(({ fits }) => fits),
        counts: Object.fromEntries(found.map(([tag, { matches }]) => [tag, matches])),
        ...worstOf(...all),
      },
    ];
  });
}
