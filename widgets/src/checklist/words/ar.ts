import type { ListWords } from "../words.ts";

export const words: ListWords = {
  locale: "ar",
  direction: "rtl",
  help_done: "{help}، أُنجز {n} من {total}",
  help_new: {
    one: "{help}، إعلان جديد واحد",
    two: "{help}، إعلانان جديدان",
    few: "{help}، {n} إعلانات جديدة",
    many: "{help}، {n} إعلانًا جديدًا",
    other: "{help}، {n} إعلان جديد",
  },
  progress: "أُنجز {n} من {total}",
  done: "أُنجز",
  to_do: "لم يُنجز",
  optional: "اختياري",
  waits_for: "أولًا: {title}",
  tick: "أُنجز: {title}",
  all_done: "أُنجز كل شيء.",
  put_away: "وضعها جانبًا",
  hide: "عدم العرض مجددًا",
  show: "العرض مجددًا",
  missing: "هذا غير موجود، أو ليس لك.",
  news: "الجديد",
  new: "جديد",
  no_news: "لا جديد.",
};
