import type { ListWords } from "../words.ts";

export const words: ListWords = {
  locale: "en",
  direction: "ltr",
  help_done: "{help}, {n} of {total} done",
  help_new: { one: "{help}, {n} new announcement", other: "{help}, {n} new announcements" },
  progress: "{n} of {total} done",
  done: "Done",
  to_do: "To do",
  optional: "Optional",
  waits_for: "First: {title}",
  tick: "Done: {title}",
  all_done: "All done.",
  put_away: "Put away",
  hide: "Don't show this again",
  show: "Show this again",
  missing: "This is not there, or not for you.",
  news: "What's new",
  new: "New",
  no_news: "Nothing is new.",
};
