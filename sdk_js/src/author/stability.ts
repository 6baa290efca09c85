/**
 * How long a name is likely to last, and why: pure. In: an id, class, test id or attribute, or words that people read; out: a level and a
 * reason in words. What a build or a library has made up changes with the next build, what comes from data changes with the data.
 */
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

/** Who makes up such names. */
const MAKERS: readonly (readonly [RegExp, string])[] = [
  [/:r[a-z\d]*:|«[rR][a-z\d]*»|(^|[-_])_r_[a-z\d]+_/, "React counts it up"],
  [/^(css|emotion)-(?!$)[a-z\d]+/, "Emotion makes it of the styles"],
  [/^sc-[a-zA-Z]{5,}/, "styled-components makes it"],
  [/^Mui[A-Z]/, "the library MUI gives it to all of its kind"],
  [/^((make|with)Styles|jss)-?.*\d+$/, "JSS counts it up"],
  [/^svelte-[a-z\d]{5,}$/, "Svelte makes it of the styles"],
  [/^jsx-\d+$/, "styled-jsx makes it of the styles"],
  [/^_?ng(content|host|-tns|-c)-?.*\d/, "Angular counts it up"],
  [/^data-v-[\da-f]{6,}$/, "Vue makes it of the file's name"],
  [/^astro-[a-z\d]{5,}$/i, "Astro makes it of the styles"],
  [/^_[\w-]+_[a-z\d]{4,8}_\d+$/i, "CSS modules make it of the styles"],
  [
    /^(ember|ext-|yui_|gwt-uid|ui-id|select2|cke_|mce_|react-(aria|select|tabs)|headlessui|radix|downshift|rc[-_]|mat-|cdk-|mantine|chakra|field-|aria-|reach-|floating-ui|tippy)[\w:-]*\d/i,
    "its library counts it up",
  ],
];
/** Of words with digits in them that people write. */
const KNOWN =
  /^(i18n|l10n|a11y|k8s|w3c|e2e|b2b|b2c|h264|mp[34]|oauth2?|sha\d+|md5|utf8|x509|s3|ec2|2fa|mfa2|web3|html5|css3|es\d+)$/i;
const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/i;
const STATES =
  /^(is|has)-|(^|[-_])(active|open|opened|closed|selected|hover(ed)?|focus(ed)?|disabled|loading|checked|expanded|collapsed|visible|hidden|show|current|invalid|dirty)$/i;
/** As Tailwind and its like have them: `px-4`, `md:flex`, `text-gray-500`. */
const LOOKS =
  /[:[\]/!]|^-?(m|p)[xytrblse]?-|^(w|h|size|gap|top|left|right|bottom|inset|z|order|col|row|grid|flex|space|text|bg|border|rounded|shadow|font|leading|tracking|opacity|min|max|justify|items|self|content|overflow|d|float|ms|me)-|^(flex|grid|block|inline|hidden|relative|absolute|fixed|sticky|static|truncate|underline|uppercase|border|rounded|shadow|row|col|container|clearfix|italic|transition)$/;

/** Whether nobody would write this: letters and digits in a muddle, or a mix of cases that makes no words. */
export function isRandom(segment: string): boolean {
  if (segment.length < 5 || KNOWN.test(segment)) return false;
  const turns = segment.match(/\p{L}+|\d+/gu)?.length ?? 0;
  if (/\d/.test(segment) && /\p{L}/u.test(segment)) return turns > 2 || /^\d+\p{L}+$/u.test(segment);
  if (/^[\da-f]{8,}$/i.test(segment) && /\d/.test(segment)) return true;
  if (/^[a-z]{5,}$/i.test(segment) && !/[aeiouyæøåäöü]/i.test(segment)) return true;
  const humps = segment.match(/[A-Z]+[a-z]*|[a-z]+/g) ?? [];
  return humps.length > 2 && segment.length / humps.length < 2.6;
}

const quote = (token: string): string => `“${token.length > 40 ? `${token.slice(0, 39)}…` : token}”`;

/** Null where it looks written by a person. */
export function findMaker(token: string): string | null {
  const maker = MAKERS.find(([pattern]) => pattern.test(token))?.[1];
  if (maker) return maker;
  if (UUID.test(token)) return "it has the id of a record";
  const segments = token.split(/[^\p{L}\d]+/u).filter(Boolean);
  if (segments.some(isRandom)) return "it has a hash in it";
  return segments.some((one) => /\d{4,}$/.test(one) || /^\d{3,}$/.test(one)) ? "it has the number of a record" : null;
}

const BASE = {
  test_id: judge("stable", "made for this: it stays when look and wording change"),
  id: judge("fair", "an id that somebody wrote"),
  class: judge("fair", "a class that says what it is; a new look may change it"),
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
