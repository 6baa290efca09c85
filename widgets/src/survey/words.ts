/** Our own words for surveys, in one locale: a chunk that exports `words`. Placeholders are `{n}` and `{total}`. */

export interface SurveyWords {
  readonly locale: string;
  readonly direction: "ltr" | "rtl";

  readonly anonymous: string;
  readonly progress: string;
  readonly next: string;
  readonly skip: string;
  readonly send: string;
  readonly done: string;
  readonly choose_several: string;
  /** What is wrong with no answer. */
  readonly choose: string;
  readonly write: string;
  readonly thanks: string;

  /** What the ends of a scale mean, unless the author says it otherwise. */
  readonly nps_low: string;
  readonly nps_high: string;
  readonly csat_low: string;
  readonly csat_high: string;
  readonly ces_low: string;
  readonly ces_high: string;
}
