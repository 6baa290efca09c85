import { describe, expect, it } from "vitest";
import { isQuestion } from "../../../widgets/src/panel/search/session.ts";
import { words as ar } from "../../../widgets/src/panel/words/ar.ts";
import { words as de } from "../../../widgets/src/panel/words/de.ts";
import { words as en } from "../../../widgets/src/panel/words/en.ts";
import { words as ja } from "../../../widgets/src/panel/words/ja.ts";
import { words as nb } from "../../../widgets/src/panel/words/nb.ts";
import { type HelpWords, pluralise } from "../../../widgets/src/panel/words.ts";

const ALL = [ar, de, en, ja, nb];
const KEYS = Object.entries(en)
  .filter(([, word]) => typeof word === "string")
  .map(([key]) => key as keyof HelpWords);
const placeholders = (text: unknown) => [...`${text}`.matchAll(/\{\w+\}/g)].map(String).sort();

describe.each(ALL)("the words in $locale", (words) => {
  it.each(KEYS)("%s is said, calmly, with the same placeholders", (key) => {
    expect(words[key]).toMatch(/\S/);
    expect(words[key]).not.toMatch(/[!！]/);
    expect(placeholders(words[key])).toEqual(placeholders(en[key]));
  });

  it("counts as the language does", () => {
    const forms = new Intl.PluralRules(words.locale).resolvedOptions().pluralCategories;
    expect(Object.keys(words.results).sort()).toEqual([...forms].sort());
    expect(pluralise(words.results, 12, words.locale)).toContain("12");
  });
});

it("names what people and their hosts look for", () => {
  expect(en).toMatchObject({
    help: "Help",
    search: "Search help",
    helped: "Did this help?",
    yes: "Yes",
    no: "No",
    back: "Back",
    close: "Close",
    start: "Start",
    contact: "Contact us",
    preferences: "Preferences",
  });
});

it.each([
  [en, "how do refunds work", true],
  [en, "refunds?", true],
  [en, "refund an invoice", false],
  [en, "how", false],
  [en, "however you like it", false],
  [nb, "hvordan får jeg pengene igjen", true],
  [nb, "hvor er fakturaen", true],
  [nb, "faktura", false],
  [de, "Wie erstatte ich etwas", true],
  [de, "Welcher Tarif passt", true],
  [de, "Wiederholung einrichten", false],
  [ar, "كيف أسترد المبلغ", true],
  [ar, "متى يصل المبلغ؟", true],
  [ar, "فاتورة", false],
  [ja, "返金はできますか", true],
  [ja, "請求書の送り方は？", true],
  [ja, "請求書", false],
])("tells questions, $0.locale: $1", (words, query, expected) => {
  expect(isQuestion(query, words.question)).toBe(expected);
});
