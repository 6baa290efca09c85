import type { SurveyWords } from "../words.ts";

export const words: SurveyWords = {
  locale: "ar",
  direction: "rtl",
  anonymous: "بلا اسم: تُحفظ إجاباتك دون أي شيء يدل عليك.",
  progress: "{n} من {total}",
  next: "التالي",
  skip: "تخطٍّ",
  send: "إرسال",
  done: "تم",
  choose_several: "اختر كل ما ينطبق.",
  choose: "اختر إجابة.",
  write: "اكتب إجابة.",
  thanks: "شكرًا على إجاباتك.",
  nps_low: "غير محتمل",
  nps_high: "محتمل جدًا",
  csat_low: "غير راضٍ",
  csat_high: "راضٍ جدًا",
  ces_low: "صعب جدًا",
  ces_high: "سهل جدًا",
};
