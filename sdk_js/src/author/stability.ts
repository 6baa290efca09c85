/**
 * How long a name is likely to last, and why: pure. In: an id, class, test id or attribute, or words that people read; out: a level and a
 * reason in words. What a build or a library has made up (`makers.ts`) changes with the next build, what
 * comes from data changes with the data.
 */
import { findMaker } from "./makers.ts";

export type Stability = "stable" | "fair" | "fragile";

export interface Judgement {
  readonly stability: Stability;
  readonly why: string;
}

const LEVELS: readonly Stability[] = ["stable", "fair", "fragile"];

export const levelOf = ({ stability }: Pick<Judgement, "stability">): number => LEVELS.indexOf(stability);
const judge = (stability: Stability, why: string): Judgement => ({ stability, why });

/** The worst of them. Reasons to trust it are told only where there is none against it. */
export function worstOf(...judgements: readonly Judgement[]): Judgement {
  const sorted = [...judgements].sort((a, b) => levelOf(b) - levelOf(a));
  const { stability = "stable" } = sorted[0] ?? {};
  const telling = stability === "stable" ? sorted : sorted.filter((one) => one.stability !== "stable");
  return judge(stability, [...new Set(telling.map(({ why }) => why))].filter(Boolean).join("; "));
}

const STATES =
  /^(is|has)-|^ng-(star-inserted|(un)?touched|pristine|dirty|(in)?valid)$|(^|[-_])(active|open|opened|closed|selected|hover(ed)?|focus(ed)?|disabled|loading|checked|expanded|collapsed|visible|hidden|show|current|invalid|dirty|enter|leave|entering|exiting)$/i;
/** As Tailwind and its like have them: `px-4`, `md:flex`, `text-gray-500`. */
const LOOKS =
  /[:[\]/!]|^tw-|^-?(m|p)[xytrblse]?-|^(w|h|size|gap|top|left|right|bottom|inset|z|order|col|row|grid|flex|space|text|bg|border|rounded|shadow|font|leading|tracking|opacity|min|max|justify|items|self|content|overflow|d|float|ms|me)-|^(flex|grid|block|inline|hidden|relative|absolute|fixed|sticky|static|truncate|underline|uppercase|border|rounded|shadow|row|col|container|clearfix|italic|transition)$/;

const quote = (token: string): string => `“${token.length > 40 ? `${token.slice(0, 39)}…` : token}”`;

const BASE = {
  test_id: judge("stable", "made for this: it stays when look and wording change"),
  id: judge("fair", "an id that somebody wrote"),
  class: judge("fair", "a class that says what it is; a new look may change it"),
  tag: judge("fair", "an element that the app or its library made: good as long as there is one"),
  attribute: judge("fair", "an attribute that the app needs"),
};

export function judgeToken(token: string, kind: keyof typeof BASE): Judgement {
  const maker = findMaker(token);
  if (maker) return judge("fragile", `${quote(token)} looks generated: ${maker}`);
  if (kind === "class" && STATES.test(token)) return judge("fragile", `${quote(token)} says how it is just now`);
  if (kind === "class" && LOOKS.test(token)) return judge("fragile", `${quote(token)} says how it looks`);
  if (/\d$/.test(token) && kind !== "attribute")
    return judge("fair", `${quote(token)} ends in a number, which may be counted up`);
  return BASE[kind];
}

const DATE = /\d{4}-\d{2}-\d{2}|\d{1,2}[./]\s?\d{1,2}([./]\s?\d{2,4})?|\d{1,2}:\d{2}|\b(19|20)\d{2}\b/;
const MONTH = /\b(jan|feb|m[aäå]r|apr|ma[iyj]|jun|jul|aug|sep|o[ck]t|nov|de[csz])\p{L}*\.?\b/iu;
const AMOUNT =
  /\p{Sc}\s?\p{Nd}|\p{Nd}\s?(\p{Sc}|%)|\p{Nd}[.,]\p{Nd}{2}(?!\p{Nd})|\b(kr|usd|eur|gbp|nok|sek|dkk)\b\.?\s?\p{Nd}|\p{Nd}\s?(kr|usd|eur|gbp|nok|sek|dkk)\b/iu;
const RECORD = /\p{Nd}{3,}|#\s?\p{Nd}|\b\p{L}{1,5}-\p{Nd}+/u;
const COUNT = /\(\p{Nd}+\+?\)|^\p{Nd}+\+?\s|\s\p{Nd}+\+?$/u;
const LONG = 80;
const LONGISH = 45;

/** What may change in words that people read, or null. */
export function findData(words: string): Judgement | null {
  const says = (what: string) => `${quote(words)} has ${what}`;
  if (/\S+@\S+\.\S/.test(words)) return judge("fragile", `${says("an address of mail")}: it is somebody's data`);
  if (AMOUNT.test(words)) return judge("fragile", `${says("an amount")}, which changes with the data`);
  if (DATE.test(words) || (/\p{Nd}/u.test(words) && MONTH.test(words)))
    return judge("fragile", `${says("a date or time")}, which changes`);
  if (RECORD.test(words)) return judge("fragile", `${says("a number of a record")}, which changes with the data`);
  if (COUNT.test(words)) return judge("fair", `${says("a number, perhaps a count")}, which may change`);
  if (/\p{Nd}/u.test(words)) return judge("fair", `${says("a number in it")}, which may change`);
  if (words.length > LONG) return judge("fragile", "so long a text is edited often");
  return words.length > LONGISH ? judge("fair", "a long text is edited now and then") : null;
}

const WORDS = {
  name: judge("stable", "what people see and hear; it changes only with the wording"),
  label: judge("stable", "the label that people read; it changes only with the wording"),
  text: judge("fair", "what it says; it changes with the wording"),
};

export const judgeWords = (words: string, kind: keyof typeof WORDS): Judgement => findData(words) ?? WORDS[kind];
