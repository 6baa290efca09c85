/** Our own words for quizzes, in one locale: a chunk that exports `words`. Placeholders are `{n}`, `{total}`, `{score}`, `{of}`, `{share}`. */
import type { Plural } from "../panel/words.ts";

export interface QuizWords {
  readonly locale: string;
  readonly direction: "ltr" | "rtl";

  /** Where one is; `question`, where the length isn't known. */
  readonly progress: string;
  readonly question: string;
  readonly to_pass: string;
  readonly attempts_left: Plural;

  readonly yes: string;
  readonly no: string;
  readonly choose_several: string;
  readonly your_answer: string;
  readonly hint: string;

  readonly choose_one: string;
  readonly choose_some: string;
  readonly write: string;
  /** `{n}` is a number as it is written in this language. */
  readonly write_number: string;

  readonly back: string;
  readonly check: string;
  readonly next: string;
  readonly finish: string;
  readonly show_outcome: string;
  readonly checking: string;

  /** What is to be done on the page. */
  readonly do_it: string;
  readonly go_to_page: string;
  readonly aside: string;
  readonly not_done: string;
  readonly done: string;
  readonly skip: string;

  readonly right: string;
  readonly wrong: string;
  readonly right_answer: string;
  readonly you_chose: string;
  readonly right_one: string;
  readonly no_answer: string;

  readonly passed: string;
  readonly failed: string;
  readonly score: string;
  readonly used_up: string;
  readonly retry_missed: Plural;
  readonly retry_all: string;
  readonly start_again: string;
  readonly passed_before: string;

  readonly offline: string;
  readonly offline_hint: string;
  readonly unsent: string;
  readonly unsent_hint: string;
  readonly again: string;
  readonly busy: string;
  readonly gone: string;
  readonly elsewhere: string;
  readonly refused: string;

  /** What the texts themselves may need. */
  readonly table: string;
  readonly note: string;
  readonly tip: string;
  readonly warning: string;
  readonly new_tab: string;
}
