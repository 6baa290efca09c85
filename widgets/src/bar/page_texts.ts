/**
 * Where the words of an item stand on the page, whatever shows them: a card, a notice, a quiz, a bubble. In: what the file says, as a person
 * reads it; out: each text with its element. Handrail's own words (Next, Back) are none of the file's, and what is said alike in more places
 * than it is seen in cannot be told apart: both are left alone.
 */
import type { Wording } from "./contract.ts";

export interface PageText {
  /** In words: `Title`, `Option “one”`. */
  readonly label: string;
  readonly name: string;
  readonly element: HTMLElement;
  /** As it is written: Markdown, placeholders and all. */
  readonly value: string;
  readonly was: string | null;
  readonly source: string | null;
  /** It may have several lines. */
  readonly isLong: boolean;
}

/** px: what is smaller is there for screen readers. */
const SEEN = 4;

const pack = (text: string): string => text.replace(/[\s\u2066-\u2069]+/g, "");

/** How blocks are set apart is the page's. */
function reads(said: string, pieces: readonly string[]): boolean {
  const [first = "", ...more] = pieces;
  const last = more.pop();
  if (last === undefined) return said === first;
  if (!said.startsWith(first)) return false;
  let at = first.length;
  for (const piece of more) {
    at = said.indexOf(piece, at);
    if (at < 0) return false;
    at += piece.length;
  }
  return said.length - last.length >= at && said.endsWith(last);
}

const isSeen = (element: Element): boolean => {
  const { width, height } = element.getBoundingClientRect();
  return width > SEEN && height > SEEN;
};

function listElements(own: ShadowRoot): readonly HTMLElement[] {
  const roots = [...document.querySelectorAll("[data-handrail]")].map(({ shadowRoot }) => shadowRoot);
  return roots.flatMap((root) => (root && root !== own ? [...root.querySelectorAll<HTMLElement>("*")] : []));
}

/** Of a step, a question or an entry of a list: what tells that it is shown. */
const headOf = (name: string): readonly string[] => {
  const [list, id, ...rest] = name.split(".");
  const isHead = rest.length < 2 && /^(title|text)$/.test(rest[0] ?? "");
  return list && id && !isHead && rest.length ? [`${list}.${id}.title`, `${list}.${id}.text`] : [];
};

export function labelText({ name, text }: Wording): string {
  const parts = name.split(".");
  const last = parts.pop() as string;
  const what = last.charAt(0).toUpperCase() + last.slice(1);
  if (last === "label") return `Button “${text}”`;
  return parts[0] === "steps" || !parts.length ? what : `${what} of ${parts.pop()}`;
}

/** `step`: of a tour, the one that is shown; nothing else of it is looked for. */
export function findTexts(own: ShadowRoot, all: readonly Wording[], step: string | null): readonly PageText[] {
  const asked = step === null ? all : all.filter(({ name }) => name.startsWith(`steps.${step}.`));
  const seen = listElements(own)
    .map((element) => ({ element, said: pack(element.textContent ?? "") }))
    .filter(({ element, said }) => said && isSeen(element));
  const known = asked.map((wording) => ({ wording, pieces: wording.shown.map(pack) }));
  const standing = new Map<Wording, readonly HTMLElement[]>();
  for (const { wording, pieces } of known) {
    const found = pieces.join("") ? seen.filter(({ said }) => reads(said, pieces)).map(({ element }) => element) : [];
    // The innermost: what is around it says the same.
    standing.set(
      wording,
      found.filter((one) => !found.some((other) => other !== one && one.contains(other))),
    );
  }
  const isShown = ({ name }: Wording): boolean => {
    const heads = asked.filter((one) => headOf(name).includes(one.name));
    return !heads.length || heads.some((head) => standing.get(head)?.length);
  };
  const shown = asked.filter(isShown);
  return shown.flatMap((wording) => {
    const alike = shown.filter((one) => pack(one.shown.join("\0")) === pack(wording.shown.join("\0")));
    const elements = standing.get(wording) ?? [];
    const element = elements[alike.indexOf(wording)];
    if (!element || (alike.length > 1 && alike.length !== elements.length)) return [];
    const { name, text: value, was, source, is_long: isLong } = wording;
    return [{ label: labelText(wording), name, element, value, was, source, isLong }];
  });
}
