/** Takes out of a text what the host marked as not for others: pure. In: texts that stood in such places; out: a function from text to text. */
const MASK = "•••";
/** So short that it stands in other words by chance: these are taken out as whole words only. */
const SHORT = 3;
/** How a word is written: as it is, in addresses, and in JSON. */
const WRITTEN: readonly ((word: string) => string)[] = [
  (word) => word,
  encodeURIComponent,
  (word) => JSON.stringify(word).slice(1, -1),
];
/** What may stand between two words. In addresses, whichever space it was: there are many, of one to three octets. */
const GAP = "(?:\\s|\\+|%[\\dA-F]{2}|\\\\[nrtf])+?";

const quote = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
/** Letters alike, whatever their case. */
const level = (text: string): string => text.toLowerCase().toUpperCase();

function makePattern(secret: string): RegExp {
  const words = secret.split(/\s+/);
  const either = `(?:${WRITTEN.map((write) => words.map((word) => quote(write(word))).join(GAP)).join("|")})`;
  return new RegExp(secret[SHORT - 1] ? either : `(?<![\\p{L}\\p{N}])${either}(?![\\p{L}\\p{N}])`, "giu");
}

/** `all`: what it will be asked about, if that is known before. A page may mark thousands of texts, of which hardly one stands there. */
export function makeRedact(secrets: Iterable<string>, all = ""): (text: string) => string {
  const asked = level(all);
  const stands = (word: string): boolean => !all || WRITTEN.some((write) => asked.includes(level(write(word))));
  const patterns = [...secrets]
    .map((one) => one.replace(/\p{Cs}/gu, "").trim())
    .filter((one) => one !== "" && one.split(/\s+/).every(stands))
    // What is part of another goes after it.
    .sort((a, b) => b.length - a.length)
    .map(makePattern);
  return (text) => patterns.reduce((left, pattern) => left.replace(pattern, MASK), text);
}
