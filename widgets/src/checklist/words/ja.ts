import type { ListWords } from "../words.ts";

export const words: ListWords = {
  locale: "ja",
  direction: "ltr",
  help_done: "{help}、{total} 件中 {n} 件完了",
  help_new: { other: "{help}、新しいお知らせ {n} 件" },
  progress: "{total} 件中 {n} 件完了",
  done: "完了",
  to_do: "未完了",
  optional: "任意",
  waits_for: "先に：{title}",
  tick: "完了：{title}",
  all_done: "すべて完了しました。",
  put_away: "しまう",
  hide: "今後表示しない",
  show: "もう一度表示",
  missing: "見つからないか、ご利用いただけません。",
  news: "お知らせ",
  new: "新着",
  no_news: "新しいお知らせはありません。",
};
