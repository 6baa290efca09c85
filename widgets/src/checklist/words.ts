/** Our own words for checklists and for what is new, in one locale: a chunk that exports `words`. Placeholders are `{n}`, `{total}`, `{title}`. */
import type { HelpWords, Plural } from "../panel/words.ts";

export interface ListWords extends Pick<HelpWords, "table" | "note" | "tip" | "warning" | "new_tab"> {
  readonly locale: string;
  readonly direction: "ltr" | "rtl";

  /** The launcher's name, `{help}` being its own: how far a checklist has come, and what is new. */
  readonly help_done: string;
  readonly help_new: Plural;

  readonly progress: string;
  readonly done: string;
  readonly to_do: string;
  readonly optional: string;
  /** What an entry waits for. */
  readonly waits_for: string;
  /** The name of a tick, beside what opens the entry. */
  readonly tick: string;
  readonly all_done: string;
  readonly put_away: string;
  readonly hide: string;
  readonly show: string;

  readonly news: string;
  readonly new: string;
  readonly no_news: string;
}
