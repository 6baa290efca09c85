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
  readonly passed_before: string;

  readonly is_true: string;
  readonly is_false: string;
  readonly several: string;
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
  readonly show_result: string;
  readonly checking: string;

  /** Of what is to be done on the page. */
  readonly do_it: string;
  readonly go_to_page: string;
  /** What stands there meanwhile. */
  readonly aside: string;
  readonly done: string;
  readonly skip: string;

  readonly right: string;
  readonly wrong: string;
  readonly right_answer: string;
  readonly no_answer: string;

  readonly passed: string;
  readonly failed: string;
  readonly score: string;
  readonly used_up: string;
  readonly retry: string;
  readonly retry_missed: Plural;
  readonly start_again: string;

  readonly offline: string;
  readonly offline_hint: string;
  readonly unsent: string;
  readonly unsent_hint: string;
  readonly again: string;
  readonly go_on: string;
  readonly gone: string;
  readonly refused: string;

  /** What the texts themselves may need. */
  readonly table: string;
  readonly note: string;
  readonly tip: string;
  readonly warning: string;
  readonly new_tab: string;
}
