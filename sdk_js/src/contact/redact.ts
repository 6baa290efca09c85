/** Takes out of a text what the host marked as not for others: pure. In: texts that stood in such places; out: a function from text to text. */
const MASK = "•••";
/** So short that it stands in other words by chance: these are taken out as whole words only. */
const SHORT = 3;

const quote = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** However its words are spaced, and as addresses write it. */
function makePattern(secret: string): RegExp {
  const words = secret.split(/\s+/);
  const whole = words.map(quote).join("(?:\\s|%20|\\+)+");
  // Whichever space it was: there are many, of one to three octets.
  const encoded = words.map((word) => quote(encodeURIComponent(word))).join("(?:%[\\dA-F]{2}|\\+)+?");
  const either = `(?:${whole}|${encoded})`;
  return new RegExp(secret.length < SHORT ? `(?<![\\p{L}\\p{N}])${either}(?![\\p{L}\\p{N}])` : either, "giu");
}

export function makeRedact(secrets: Iterable<string>): (text: string) => string {
  const known = new Set([...secrets].map((one) => one.replace(/\p{Cs}/gu, "").trim()).filter(Boolean));
  // What is part of another goes after it.
  const patterns = [...known].sort((a, b) => b.length - a.length).map(makePattern);
  return (text) => patterns.reduce((left, pattern) => left.replace(pattern, MASK), text);
}
