/** What can go along when somebody asks a person: pure. In: what is known of the page and of what they tried; out: lines, as shown, kept and sent. */
import type { ContactWords } from "../../../widgets/src/contact/words.ts";
import { fillWords } from "../../../widgets/src/kit/text.ts";
import type { Line } from "../wire.gen.ts";
import { makeRedact } from "./redact.ts";

export interface Scene {
  readonly url: string;
  /** Parameters of the address that may go along. */
  readonly keepQuery: readonly string[];
  readonly title: string;
  readonly release: string | undefined;
  readonly locale: string;
  readonly timeZone: string;
  readonly width: number;
  readonly height: number;
  readonly agent: string;
  /** `at` is the place of the step, from 1. */
  readonly tour: { readonly title: string; readonly at: number; readonly of: number; readonly left: boolean } | null;
  /** What the server knows that they tried. */
  readonly trail: readonly Line[];
  readonly errors: readonly string[];
  /** What the host added. */
  readonly custom: Readonly<Record<string, string>>;
  /** Texts that never go out. */
  readonly secrets: Iterable<string>;
}

/** As the server takes it: lines, of the host's own, characters of a value and of a label, and bytes of all of it as JSON. */
const MOST_LINES = 150;
const MOST_CUSTOM = 20;
const LONGEST_VALUE = 2000;
const LONGEST_LABEL = 200;
const LARGEST = 160_000;

/** Without what nobody sees, and no database keeps. */
const clean = (text: string, longest: number): string => text.slice(0, longest).replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, "");

export function buildCapsule(scene: Scene, words: ContactWords["line"]): readonly Line[] {
  const { url, keepQuery, title, release, locale, timeZone, width, height, agent, tour, errors, custom } = scene;
  const line = (kind: Exclude<keyof typeof words, "at_step" | "left_at_step">, value: string | undefined): Line[] =>
    value ? [{ kind, label: words[kind], value }] : [];
  const about = [...line("page", stripAddress(url, keepQuery)), ...line("title", title.trim())];
  const step =
    tour &&
    fillWords(tour.left ? words.left_at_step : words.at_step, { title: tour.title, n: tour.at, of: tour.of || "?" });
  const rest: readonly Line[] = [
    ...line("tour", step ?? ""),
    ...errors.flatMap((one) => line("error", one)),
    ...Object.entries(custom)
      .slice(0, MOST_CUSTOM)
      .map(([label, value]): Line => ({ kind: "custom", label, value })),
    ...line("release", release),
    ...line("locale", locale),
    ...line("time_zone", timeZone),
    ...line("viewport", `${width} × ${height}`),
    ...line("browser", nameBrowser(agent)),
  ];
  const all = [...about, ...scene.trail, ...rest].flatMap(({ label, value }) => [label, value]);
  const redact = makeRedact(scene.secrets, all.join());
  const finish = ({ kind, label, value }: Line): Line => ({
    kind,
    label: clean(redact(label), LONGEST_LABEL),
    value: clean(redact(value), LONGEST_VALUE),
  });
  const before = about.map(finish);
  const after = rest.map(finish);
  const trail = scene.trail.map(finish).slice(-(MOST_LINES - before.length - after.length));
  // What was tried first matters least. All the rest fits, whatever script it is in.
  for (;;) {
    const lines = [...before, ...trail, ...after];
    if (new TextEncoder().encode(JSON.stringify(lines)).length <= LARGEST || !trail.shift()) return lines;
  }
}

/** Without its fragment, and of its query what may go along. */
export function stripAddress(url: string, keepQuery: readonly string[]): string {
  const bare = new URL(url);
  const kept = new URLSearchParams([...bare.searchParams].filter(([name]) => keepQuery.includes(name)));
  bare.username = bare.password = bare.hash = "";
  bare.search = `${kept}`;
  return bare.href;
}

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg\w*\/(\d+)/, "Edge"],
  [/OPR\/(\d+)/, "Opera"],
  [/(?:Firefox|FxiOS)\/(\d+)/, "Firefox"],
  [/(?:Chrome|CriOS)\/(\d+)/, "Chrome"],
  [/Version\/(\d+).*Safari/, "Safari"],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

/** Its name and number, and the system: "Firefox 128, Linux". */
export function nameBrowser(agent: string): string {
  const browser = BROWSERS.find(([pattern]) => pattern.test(agent));
  const system = SYSTEMS.find(([pattern]) => pattern.test(agent))?.[1];
  return [browser && `${browser[1]} ${browser[0].exec(agent)?.[1]}`, system].filter(Boolean).join(", ") || agent;
}
