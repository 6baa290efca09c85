/** A number as people write it. In: text and locale: "1.234,5" in German, "١٢٫٥" in Arabic; out: the number, null where it is none, or more than the server takes. */

const SPACES = /[\s'’٬\p{Cf}]/gu;

export function readNumber(text: string, locale: string, unit = ""): number | null {
  const plain = text
    .normalize("NFKC")
    .replace(/[٠-٩۰-۹]/g, toLatin)
    .replace("٫", ".")
    .replace(SPACES, "")
    .replace(/[−‒–]/, "-");
  const tail = unit.normalize("NFKC").replace(SPACES, "").toLowerCase();
  const bare = tail && plain.toLowerCase().endsWith(tail) ? plain.slice(0, -tail.length) : plain;
  const group = findDecimal(locale) === "," ? "." : ",";
  const isGrouped = new RegExp(`^[+-]?\\d{1,3}(\\${group}\\d{3})+([.,]\\d+)?$`).test(bare);
  const joined = (isGrouped ? bare.replaceAll(group, "") : bare).replace(",", ".");
  const value = /^[+-]?(\d+(\.\d+)?|\.\d+)$/.test(joined) ? Number(joined) : 1e99;
  return Math.abs(value) > 2 ** 53 ? null : value;
}

/** A number as this locale writes it. */
export const writeNumber = (value: number, locale: string): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 10 }).format(value);

const findDecimal = (locale: string): string =>
  new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === "decimal")?.value ?? ".";

/** Both rows of Arabic digits begin at a multiple of sixteen. */
const toLatin = (digit: string): string => `${digit.charCodeAt(0) % 16}`;
