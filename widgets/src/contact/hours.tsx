/** Whether the team is there, and when there is an answer. */
import type { Form } from "./contract.ts";
import type { ContactWords } from "./words.ts";

interface HoursProps {
  readonly form: Form;
  readonly words: ContactWords;
  readonly locale: string;
}

export function Hours({ form, words, locale }: HoursProps) {
  const { keeps_hours, open, opens_at, expected_minutes, conversations } = form;
  const isHere = keeps_hours && open;
  const parts = [
    isHere && words.here_now,
    open === false && opens_at && words.here_at.replace("{time}", sayWhen(opens_at, locale)),
    conversations && expected_minutes && words.expected.replace("{time}", sayLength(expected_minutes, locale)),
  ];
  const text = parts.filter(Boolean).join(" ");
  return text ? <p class={isHere ? "hours now" : "hours"}>{text}</p> : null;
}

/** In the person's own time. */
export function sayWhen(iso: string, locale: string): string {
  const at = new Date(iso);
  const isToday = at.toDateString() === new Date().toDateString();
  const day = isToday ? {} : ({ weekday: "long", day: "numeric", month: "long" } as const);
  return new Intl.DateTimeFormat(locale, { ...day, hour: "numeric", minute: "2-digit" }).format(at);
}

/** Never less than it is: 90 minutes are two hours. */
export function sayLength(minutes: number, locale: string): string {
  const [n, unit] =
    minutes < 60
      ? [Math.ceil(minutes / 5) * 5, "minute"]
      : minutes < 36 * 60
        ? [Math.ceil(minutes / 60), "hour"]
        : [Math.ceil(minutes / 1440), "day"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(n);
}

export function saySize(bytes: number, locale: string): string {
  const isLarge = bytes >= 1_000_000;
  const n = isLarge ? bytes / 1_000_000 : Math.max(1, Math.round(bytes / 1000));
  const unit = isLarge ? "megabyte" : "kilobyte";
  return new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1 }).format(n);
}
