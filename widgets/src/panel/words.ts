/** Our own words of the help panel in one locale: a chunk that exports `words`. Placeholders are `{n}`, `{q}`, `{date}`. */

/** By what `Intl.PluralRules` says of the number. */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

export interface HelpWords {
  readonly locale: string;
  readonly direction: "ltr" | "rtl";

  /** The launcher, and the panel's name where the site gives it no other. */
  readonly help: string;
  readonly back: string;
  readonly forward: string;
  readonly close: string;
  readonly start: string;
  readonly resume: string;
  readonly contact: string;
  /** The same, beside what did not help: it is in the panel already, and is named otherwise. */
  readonly ask_person: string;
  readonly preferences: string;

  readonly for_this_page: string;
  readonly unfinished: string;
  readonly topics: string;
  readonly all_topics: string;
  readonly no_articles: string;
  readonly more: string;

  /** What kind of thing a result is. */
  readonly article: string;
  readonly tour: string;
  readonly snippet: string;

  readonly search: string;
  readonly clear: string;
  readonly searching: string;
  readonly results: Plural;
  readonly corrected: string;
  readonly nothing: string;
  readonly nothing_hint: string;
  readonly answer: string;
  readonly sources: string;
  readonly no_answer: string;

  readonly loading: string;
  readonly offline: string;
  readonly offline_hint: string;
  readonly failed: string;
  readonly failed_hint: string;
  readonly again: string;
  readonly not_there: string;
  readonly missing: string;
  readonly missing_hint: string;

  readonly changed: string;
  readonly contents: string;
  readonly related: string;
  readonly table: string;
  readonly note: string;
  readonly tip: string;
  readonly warning: string;
  readonly new_tab: string;

  readonly helped: string;
  readonly yes: string;
  readonly no: string;
  readonly voted_yes: string;
  readonly voted_no: string;
  readonly change_vote: string;
  readonly reason: string;
  readonly send: string;
  readonly reason_sent: string;
  /** Another article, after one that did not help. */
  readonly instead: string;

  readonly tours_start: string;
  readonly declined: string;
  readonly none_declined: string;
  readonly switch_on: string;
  readonly about_you: string;
  readonly about_you_text: string;
  readonly export: string;
  readonly exported: string;
  readonly forget: string;
  readonly forget_text: string;
  readonly forget_sure: string;
  readonly cancel: string;
  readonly forgotten: string;

  /** Matches a query in lower case that asks something, as people ask in this language. */
  readonly question: RegExp;
}

export function pluralise(forms: Plural, n: number, locale: string): string {
  return (forms[new Intl.PluralRules(locale).select(n)] ?? forms.other).replace("{n}", `${n}`);
}
