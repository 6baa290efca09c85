/** Our own words for checklists, in one locale: a chunk that exports `words`. Placeholders are `{n}`, `{total}`, `{titles}`. */

export interface ListWords {
  readonly locale: string;
  readonly direction: "ltr" | "rtl";

  readonly progress: string;
  readonly done: string;
  readonly optional: string;
  readonly waits_for: string;
  readonly put_away: string;
  readonly all_done: string;
}
