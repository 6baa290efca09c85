/** How alike two names are, from 0 to 1: pure. Words count, not their order or spelling; what usually replaces a word is nearly that word. */
const ALIKE: readonly (readonly string[])[] = [
  ["new", "create", "add", "make"],
  ["delete", "remove", "discard", "trash"],
  ["edit", "change", "modify", "update"],
  ["save", "store", "apply", "submit", "done"],
  ["setting", "preference", "option", "configuration"],
  ["search", "find", "filter", "lookup"],
  ["send", "post", "publish", "share"],
  ["cancel", "close", "dismiss"],
  ["login", "signin", "logon"],
  ["logout", "signout"],
  ["signup", "register", "join"],
  ["next", "continue", "proceed"],
  ["customer", "client"],
  ["invoice", "bill"],
  ["member", "user", "person"],
];
const EMPTY = new Set(["a", "an", "the", "your", "my", "to", "of", "for", "in", "on", "and"]);
const SYNONYM = 0.9;
const ENOUGH = 0.7;

export function splitWords(text: string): readonly string[] {
  const plain = text
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/\b(sign|log) (in|on|out|up)\b/g, "$1$2");
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => !EMPTY.has(word));
  return (telling.length ? telling : words).map(singularise);
}

const singularise = (word: string): string => (word.length > 3 ? word.replace(/([^s])s$/, "$1") : word);

/** Levenshtein's, as a share of the longer one. */
function spellAlike(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return 1 - (row[b.length] ?? 0) / Math.max(a.length, b.length, 1);
}

function compareWords(a: string, b: string): number {
  if (a === b) return 1;
  if (ALIKE.some((group) => group.includes(a) && group.includes(b))) return SYNONYM;
  if (Math.min(a.length, b.length) > 3 && (a.startsWith(b) || b.startsWith(a))) return SYNONYM;
  const spelt = a.length < 60 && b.length < 60 ? spellAlike(a, b) : 0;
  return spelt >= ENOUGH ? spelt : 0;
}

export function compareNames(a: string, b: string): number {
  const [left, right] = [splitWords(a), [...splitWords(b)]];
  if (!left.length || !right.length) return a === b ? 1 : 0;
  if (left.length + right.length > 60) return Number(left.join() === right.join());
  const total = left.length + right.length;
  let found = 0;
  for (const word of left) {
    const scores = right.map((other) => compareWords(word, other));
    const best = Math.max(0, ...scores);
    if (!best) continue;
    found += 2 * best;
    right.splice(scores.indexOf(best), 1);
    if (!right.length) break;
  }
  return found / total;
}
