import { describe, expect, it } from "vitest";
import { words as ar } from "../../../widgets/src/checklist/words/ar.ts";
import { words as de } from "../../../widgets/src/checklist/words/de.ts";
import { words as en } from "../../../widgets/src/checklist/words/en.ts";
import { words as ja } from "../../../widgets/src/checklist/words/ja.ts";
import { words as nb } from "../../../widgets/src/checklist/words/nb.ts";
import type { ListWords } from "../../../widgets/src/checklist/words.ts";

const KEYS = Object.keys(en) as (keyof ListWords)[];
const placeholders = (text: unknown) => [...`${text}`.matchAll(/\{\w+\}/g)].map(String).sort();

describe.each([ar, de, en, ja, nb])("the words in $locale", (words) => {
  it.each(KEYS.filter((key) => typeof en[key] === "string"))("%s is said, with the same placeholders", (key) => {
    expect(words[key]).toMatch(/\S/);
    expect(placeholders(words[key])).toEqual(placeholders(en[key]));
  });

  it("counts news as the language does", () => {
    const forms = new Intl.PluralRules(words.locale).resolvedOptions().pluralCategories;
    // Where nothing is new nothing is said.
    expect(Object.keys(words.help_new).sort()).toEqual(forms.filter((form) => form !== "zero").sort());
  });
});
