import { describe, expect, it } from "vitest";
import { words as ar } from "../../../widgets/src/quiz/words/ar.ts";
import { words as de } from "../../../widgets/src/quiz/words/de.ts";
import { words as en } from "../../../widgets/src/quiz/words/en.ts";
import { words as ja } from "../../../widgets/src/quiz/words/ja.ts";
import { words as nb } from "../../../widgets/src/quiz/words/nb.ts";
import type { QuizWords } from "../../../widgets/src/quiz/words.ts";

const KEYS = Object.keys(en) as (keyof QuizWords)[];
const PLURALS = ["attempts_left", "retry_missed"] as const;
const placeholders = (text: unknown) => [...`${text}`.matchAll(/\{\w+\}/g)].map(String).sort();

describe.each([ar, de, en, ja, nb])("the words in $locale", (words) => {
  it.each(KEYS.filter((key) => typeof en[key] === "string"))(
    "%s is said, calmly, with the same placeholders",
    (key) => {
      expect(words[key]).toMatch(/\S/);
      expect(words[key]).not.toMatch(/[!！]/);
      expect(placeholders(words[key])).toEqual(placeholders(en[key]));
    },
  );

  it.each(PLURALS)("%s counts as the language does", (key) => {
    const forms = new Intl.PluralRules(words.locale).resolvedOptions().pluralCategories;
    expect(Object.keys(words[key]).sort()).toEqual([...forms].sort());
  });
});
