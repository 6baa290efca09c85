/** Which way a text runs: it may be in another language than the panel, and begin with a word of a third, so the first letter does not tell. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/g;
/** Characters looked at. */
const ENOUGH = 2000;

export function tellDirection(text: string): "ltr" | "rtl" {
  const begin = text.slice(0, ENOUGH);
  const count = (letters: RegExp) => begin.match(letters)?.length ?? 0;
  return count(RIGHT_TO_LEFT) * 3 > count(/\p{L}/gu) ? "rtl" : "ltr";
}
