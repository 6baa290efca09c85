/** Our own words for writing to a person, in one locale: a chunk that exports `words`. Placeholders are `{n}`, `{name}`, `{time}`, `{size}`, `{title}`, `{email}`. */
import type { Plural } from "../panel/words.ts";

export interface ContactWords {
  readonly email: string;
  readonly phone: string;
  readonly website: string;

  /** The launcher's name while something is unread; `{help}` is its own. */
  readonly unread: Plural;

  readonly here_now: string;
  readonly here_at: string;
  readonly expected: string;

  readonly message: string;
  readonly message_hint: string;
  readonly may_help: string;
  readonly your_email: string;
  readonly your_email_hint: string;
  readonly email_wrong: string;
  readonly attach: string;
  readonly attach_hint: string;
  readonly uploading: string;
  readonly too_large: string;
  readonly wrong_type: string;
  readonly too_many: string;
  readonly not_uploaded: string;
  readonly remove: string;
  readonly along: Plural;
  readonly along_none: string;
  readonly along_hint: string;
  readonly put_back: string;
  readonly send: string;

  /** `{email}` is the address. */
  readonly answers_to: string;
  readonly by_email: string;
  readonly change: string;
  readonly save: string;
  readonly done: string;

  readonly thread: string;
  readonly you: string;
  readonly team: string;
  readonly wrote_on: string;
  readonly waits: string;
  readonly waits_offline: string;
  readonly not_taken: string;
  readonly send_again: string;
  readonly discard: string;
  readonly seen: string;
  readonly typing: string;
  readonly offers_tour: string;
  readonly offers_article: string;
  readonly start: string;
  readonly read: string;
  readonly not_now: string;
  readonly accepted: string;
  readonly declined: string;
  readonly no_tour: string;
  readonly download: string;
  readonly not_downloaded: string;

  readonly closed_solved: string;
  readonly closed_no_answer: string;
  readonly closed_other: string;
  readonly reopened: string;
  readonly rate: string;
  readonly rate_low: string;
  readonly rate_high: string;
  readonly rate_comment: string;
  readonly rated: string;
  readonly not_saved: string;
  readonly write_again: string;

  /** What a line that goes along is about. */
  readonly line: {
    readonly page: string;
    readonly title: string;
    readonly release: string;
    readonly locale: string;
    readonly time_zone: string;
    readonly viewport: string;
    readonly browser: string;
    readonly tour: string;
    readonly error: string;
    /** `{title}` is the tour, `{n}` the step's place, of as many as `{of}`. */
    readonly at_step: string;
    readonly left_at_step: string;
  };
}
