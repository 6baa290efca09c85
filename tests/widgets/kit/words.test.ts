import { describe, expect, it } from "vitest";
import type { Words } from "../../../widgets/src/contract.ts";
import { words as ar } from "../../../widgets/src/kit/words/ar.ts";
import { words as de } from "../../../widgets/src/kit/words/de.ts";
import { words as en } from "../../../widgets/src/kit/words/en.ts";
import { words as ja } from "../../../widgets/src/kit/words/ja.ts";
import { words as nb } from "../../../widgets/src/kit/words/nb.ts";

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

describe.each([ar, de, en, ja, nb])("the words in $locale", (words) => {
  it.each(Object.keys(en) as (keyof Words)[])("%s is said, calmly, with the same placeholders", (key) => {
    expect(words[key]).toMatch(/\S/);
    expect(words[key]).not.toMatch(/[!！]/);
    expect(placeholders(words[key])).toEqual(placeholders(en[key]));
  });
});

it("names the buttons as people know them", () => {
  expect(en).toMatchObject({
    next: "Next",
    back: "Back",
    done: "Done",
    not_now: "Not now",
    more_options: "More options",
    never: "Don't show this again",
    no_more_tours: "No more tours",
    undo: "Undo",
    go_to_field: "Go to field",
  });
});

it("reads Arabic from right to left", () => {
  expect([ar, de, en, ja, nb].map(({ direction }) => direction)).toEqual(["rtl", "ltr", "ltr", "ltr", "ltr"]);
});
