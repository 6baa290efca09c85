import type { SurveyWords } from "../words.ts";

export const words: SurveyWords = {
  locale: "nb",
  direction: "ltr",
  anonymous: "Anonymt: svarene lagres uten hvem du er.",
  progress: "{n} av {total}",
  next: "Neste",
  skip: "Hopp over",
  send: "Send",
  done: "Ferdig",
  choose_several: "Velg alt som passer.",
  choose: "Velg et svar.",
  write: "Skriv et svar.",
  thanks: "Takk for svarene.",
  nps_low: "Lite sannsynlig",
  nps_high: "Svært sannsynlig",
  csat_low: "Ikke fornøyd",
  csat_high: "Svært fornøyd",
  ces_low: "Svært vanskelig",
  ces_high: "Svært lett",
};
