import type { ListWords } from "../words.ts";

export const words: ListWords = {
  locale: "nb",
  direction: "ltr",
  help_done: "{help}, {n} av {total} gjort",
  help_new: { one: "{help}, {n} ny kunngjøring", other: "{help}, {n} nye kunngjøringer" },
  progress: "{n} av {total} gjort",
  done: "Gjort",
  to_do: "Å gjøre",
  optional: "Valgfritt",
  waits_for: "Først: {title}",
  tick: "Gjort: {title}",
  all_done: "Alt er gjort.",
  put_away: "Legg bort",
  hide: "Ikke vis dette igjen",
  show: "Vis dette igjen",
  missing: "Dette finnes ikke, eller er ikke for deg.",
  news: "Nyheter",
  new: "Ny",
  no_news: "Ingenting er nytt.",
};
