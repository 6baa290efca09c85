import type { SurveyWords } from "../words.ts";

export const words: SurveyWords = {
  locale: "ja",
  direction: "ltr",
  anonymous: "匿名です。回答は、誰のものか分からない形で保存されます。",
  progress: "{n} / {total}",
  next: "次へ",
  skip: "スキップ",
  send: "送信",
  done: "完了",
  choose_several: "当てはまるものをすべて選んでください。",
  choose: "回答を選んでください。",
  write: "回答を入力してください。",
  thanks: "ご回答ありがとうございました。",
  nps_low: "まったく思わない",
  nps_high: "とてもそう思う",
  csat_low: "不満",
  csat_high: "とても満足",
  ces_low: "とても難しい",
  ces_high: "とても簡単",
};
