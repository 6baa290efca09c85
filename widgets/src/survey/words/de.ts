import type { SurveyWords } from "../words.ts";

export const words: SurveyWords = {
  locale: "de",
  direction: "ltr",
  anonymous: "Anonym: Ihre Antworten werden ohne Angabe gespeichert, wer Sie sind.",
  progress: "{n} von {total}",
  next: "Weiter",
  skip: "Überspringen",
  send: "Senden",
  done: "Fertig",
  choose_several: "Wählen Sie alles aus, was passt.",
  choose: "Wählen Sie eine Antwort.",
  write: "Schreiben Sie eine Antwort.",
  thanks: "Danke für Ihre Antworten.",
  nps_low: "Unwahrscheinlich",
  nps_high: "Sehr wahrscheinlich",
  csat_low: "Nicht zufrieden",
  csat_high: "Sehr zufrieden",
  ces_low: "Sehr schwer",
  ces_high: "Sehr leicht",
};
