import type { ListWords } from "../words.ts";

export const words: ListWords = {
  locale: "de",
  direction: "ltr",
  help_done: "{help}, {n} von {total} erledigt",
  help_new: { one: "{help}, {n} neue Mitteilung", other: "{help}, {n} neue Mitteilungen" },
  progress: "{n} von {total} erledigt",
  done: "Erledigt",
  to_do: "Offen",
  optional: "Freiwillig",
  waits_for: "Zuerst: {title}",
  tick: "Erledigt: {title}",
  all_done: "Alles erledigt.",
  put_away: "Weglegen",
  hide: "Nicht mehr anzeigen",
  show: "Wieder anzeigen",
  missing: "Das gibt es nicht, oder nicht für Sie.",
  news: "Neuigkeiten",
  new: "Neu",
  no_news: "Es gibt nichts Neues.",
};
