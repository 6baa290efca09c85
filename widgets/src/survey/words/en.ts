import type { SurveyWords } from "../words.ts";

export const words: SurveyWords = {
  locale: "en",
  direction: "ltr",
  anonymous: "Anonymous: your answers are kept without who you are.",
  progress: "{n} of {total}",
  next: "Next",
  skip: "Skip",
  send: "Send",
  done: "Done",
  choose_several: "Choose all that fit.",
  choose: "Choose an answer.",
  write: "Write an answer.",
  thanks: "Thank you for your answers.",
  nps_low: "Not likely",
  nps_high: "Very likely",
  csat_low: "Not satisfied",
  csat_high: "Very satisfied",
  ces_low: "Very hard",
  ces_high: "Very easy",
};
