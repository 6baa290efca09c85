/**
 * What somebody did in the app, as a draft of a tour: pure. In: marks, one for each thing that was done, without what was typed; out: the
 * item, as `studio/items` takes it, with texts that say what is done and wait for better ones.
 */
import { matchesGlob } from "../conditions.ts";
import type { Locator } from "../wire.gen.ts";
import { isRandom } from "./makers.ts";

export type Doing = "click" | "fill" | "write" | "choose" | "tick" | "untick";

/** Where somebody is. Of what an address asks for only the names are known: values may be what was typed. */
export interface Place {
  /** Percent-decoded. */
  readonly path: string;
  /** The fragment without its `#`, percent-decoded, where the app goes by it. */
  readonly route?: string;
  readonly asked?: readonly string[];
}

export interface Mark extends Place {
  readonly doing: Doing;
  /** From the most to the least trusted. */
  readonly target: readonly Locator[];
  /** What the element is called. */
  readonly name: string;
  /** What the fields of its form are called in an address; not said where none is. */
  readonly fields?: readonly string[];
  readonly to?: Place;
}

export interface DraftStep {
  readonly id: string;
  readonly [key: string]: unknown;
}

export interface DraftTour {
  readonly kind: "tour";
  readonly id: string;
  readonly title: string;
  readonly steps: readonly DraftStep[];
  readonly [key: string]: unknown;
}

const LONGEST_NAME = 60;
const LONGEST_ID = 40;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const VERBS: Readonly<Record<Doing, string>> = {
  click: "Press",
  fill: "Fill in",
  write: "Write in",
  choose: "Choose",
  tick: "Tick",
  untick: "Clear",
};

/** The ids of records become `*`: the tour is for everybody's. */
export const globOf = (path: string): string =>
  path
    .split("/")
    .map((part) => (/^\d+$|\d{3,}/.test(part) || UUID.test(part) || isRandom(part) ? "*" : part))
    .join("/")
    .slice(0, 500) || "/";

export const isSamePlace = (a: Place, b: Place): boolean =>
  a.path === b.path && a.route === b.route && String(a.asked ?? []) === String(b.asked ?? []);

/** What was done twice at one place is one: of the last. */
export function addMark(marks: readonly Mark[], mark: Mark): readonly Mark[] {
  const last = marks.at(-1);
  const isSame =
    last && !last.to && isSamePlace(last, mark) && JSON.stringify(last.target) === JSON.stringify(mark.target);
  const isAgain = isSame && (mark.doing !== "click" || last.doing !== "click");
  return isAgain ? [...marks.slice(0, -1), mark] : [...marks, mark];
}

/** The page has gone elsewhere: what was done last led there. */
export function addTurn(marks: readonly Mark[], place: Place): readonly Mark[] {
  const last = marks.at(-1);
  return last && !isSamePlace(last, place) ? [...marks.slice(0, -1), { ...last, to: place }] : marks;
}

export const sayMark = ({ doing, name }: Mark): string => `${VERBS[doing]} ${shorten(name) || "this"}`;

/** A sign before a name, or after it, is there to be seen. */
const SIGNS = /^\p{S}+\p{Z}+|\p{Z}+\p{S}+$/gu;

function shorten(called: string): string {
  const name = called.replace(SIGNS, "");
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1).trimEnd()}…` : name;
}

/** Of letters that ids may have. */
export function makeSlug(text: string, otherwise: string): string {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const made = plain
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, LONGEST_ID)
    .replace(/-+$/, "");
  return made || otherwise;
}

function unique(id: string, taken: Set<string>): string {
  let made = id;
  for (let n = 2; taken.has(made); n++) made = `${id}-${n}`;
  taken.add(made);
  return made;
}

export function makeTour(marks: readonly Mark[]): DraftTour {
  const [first] = marks;
  const last = marks.at(-1);
  const taken = new Set(["done"]);
  const title = last ? sayMark(last) : "A new tour";
  const steps = marks.map((mark, index) =>
    makeStep(mark, marks[index + 1], unique(makeSlug(mark.name, "step"), taken)),
  );
  const done = {
    id: "done",
    type: "modal",
    title: "That is all",
    text: "Say here what was reached, and what comes next.",
  };
  return {
    kind: "tour",
    id: makeSlug(title, "recorded"),
    title,
    start: { on: "page", when: tellPlace(first ?? { path: "/" }) },
    steps: [...steps, done],
  };
}

/** As a text of ours reads Markdown. */
const escapeText = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~!]/g, "\\$&");

function makeStep(mark: Mark, next: Mark | undefined, id: string): DraftStep {
  const { doing, path, target } = mark;
  const name = shorten(mark.name);
  const text = `${VERBS[doing]} ${name ? `**${escapeText(name)}**` : "this"}.`;
  return {
    id,
    page: globOf(path),
    target: target.length === 1 ? target[0] : target,
    title: sayMark(mark),
    text,
    advance: makeAdvance(mark, next),
  };
}

function makeAdvance(mark: Mark, next: Mark | undefined): object {
  const { doing, to } = mark;
  const led = to && tellTurn(mark, to, next);
  if (led) return { when: led };
  if (doing === "click") return { on: "click" };
  // What an editor of the page's own drawing holds stands in no field.
  if (doing === "untick" || doing === "write") return { on: "change" };
  return { on: "change", when: { element: "target", state: doing === "tick" ? "checked" : "filled" } };
}

function tellPlace({ path, route }: Place): object {
  const url = globOf(path);
  return route === undefined ? { url } : { all: [{ url }, { hash: globOf(route) }] };
}

/** What tells where it led from where it was done, and holds where the next thing is done; what holds already would skip the step. */
function tellTurn(from: Mark, to: Place, next: Place = to): object | null {
  const url = globOf(to.path);
  if (!matchesGlob(url, from.path) && matchesGlob(url, next.path)) return { url };
  if (to.path !== from.path) return null;
  const hash = globOf(to.route ?? "");
  if (to.route && !matchesGlob(hash, from.route ?? "") && matchesGlob(hash, next.route ?? "")) return { hash };
  // Of what a form asks for, other names may be made of what was typed or chosen.
  const isKnown = (name: string) => !from.fields || from.fields.includes(name);
  const fresh = (to.asked ?? []).filter(
    (name) => isKnown(name) && !from.asked?.includes(name) && next.asked?.includes(name),
  );
  return fresh.length ? { query: Object.fromEntries(fresh.map((name) => [name, "*"])) } : null;
}
