/**
 * What stands around the place where a step expected something, as roles and names: enough to see what became of it. No text that somebody
 * typed, nothing that the host marked as not for others, no numbers of records; two kilobytes of JSON at most.
 */
import { listHidden } from "../contact/hidden.ts";
import { makeRedact } from "../contact/redact.ts";
import type { Root } from "../page/glance.ts";
import { labelOf, nameOf, squash } from "../page/name.ts";
import { enter, findTarget, isVisible, lookUp } from "../page/target.ts";
import { lookOnce } from "../page/watch.ts";
import type { Locator } from "../wire.gen.ts";
import { roleOf } from "./role_of.ts";
import { testIdOf } from "./ways.ts";

export interface Outline {
  readonly role: string;
  readonly name?: string;
  readonly test_id?: string;
  readonly children?: readonly Outline[];
}

/** Bytes of JSON in UTF-8. */
export const LARGEST = 2000;
const LONGEST_NAME = 60;
const MOST_NODES = 400;
/** What these say is data, or goes into their names otherwise. */
const SILENT =
  /^(cell|gridcell|row|rowheader|option|listitem|treeitem|article|status|textbox|searchbox|spinbutton|progressbar|slider)$/;
const TYPED =
  "textarea,select,[contenteditable]:not([contenteditable=false]),[role=textbox],[role=searchbox],[role=combobox],[role=spinbutton],[aria-haspopup=listbox],input:not([type=submit],[type=button],[type=reset],[type=checkbox],[type=radio],[type=image])";
const MARKED = "[data-handrail-redact]";
/** As a preview leaves it out: `# A title` is shown as "A title". */
const MARKUP = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const SKIPPED =
  "script,style,template,noscript,[aria-hidden=true],[hidden],[data-handrail],[data-handrail-redact],svg *,option";
/** What holds others up but says nothing: what is in it stands in its place. */
const PLAIN = /^(generic|presentation|none)$/;

type Mutable = { role: string; name?: string; test_id?: string; children?: Mutable[] };

/** Each of the locators names a place; the first that is there is taken, else the page's main part, else the page. */
export function outlineAround(locators: readonly Locator[]): readonly Outline[] {
  return lookOnce(() => {
    const place = findPlace(locators);
    const around = place.ownerDocument ?? document;
    const redact = makeRedact(
      [...new Set([around, document])].flatMap((one) => [...listHidden(one), ...listTyped(one)]),
    );
    const left = { nodes: MOST_NODES };
    return shorten(readElement(place, redact, left));
  });
}

/** Where somebody types, or what is not for others, is no place: what is around that is. */
function findPlace(locators: readonly Locator[]): Element {
  let place = findAnyPlace(locators);
  for (let at: Element | null = place; at; at = parentOf(at))
    if (at.matches(`${TYPED},${MARKED}`)) place = parentOf(at) ?? at;
  return place;
}

const parentOf = (element: Element): Element | null =>
  element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? null;

function findAnyPlace(locators: readonly Locator[]): Element {
  for (const locator of locators) {
    const { element } = findTarget([locator]);
    const around = element ? (element.parentElement ?? element) : findWithin(locator);
    if (around) return around;
  }
  const { element } = findTarget([{ role: "dialog" }, { role: "main" }]);
  return element ?? document.body;
}

/** The innermost `within` that is there. */
function findWithin({ within, frame }: Locator): Element | null {
  try {
    const { element = null } = within ? findTarget([frame ? { ...within, frame } : within]) : {};
    if (element) return element;
    if (within?.within) return findWithin(frame ? { ...within, frame } : within);
    const root: Root | null = frame ? enter({ frame }, document) : null;
    return (root as Document | null)?.body ?? null;
  } catch {
    return null; // No selector in this browser.
  }
}

/** Whole, line by line, and piece by piece where it is laid out. Short ones would stand in other words by chance. */
function listTyped(root: Document): readonly string[] {
  const said = lookUp(
    { css: TYPED },
    root,
  )(TYPED).flatMap((element) => {
    const { value, selectedOptions = [] } = element as HTMLSelectElement;
    const chosen = [...selectedOptions].map(({ textContent }) => `${textContent}`);
    return [...(value ?? element.textContent ?? "").split("\n"), ...chosen, ...(value ? [] : listPieces(element))];
  });
  return said.flatMap((text) => [squash(text), squash(text).replace(MARKUP, "")]).filter((typed) => typed.length > 2);
}

function listPieces(element: Element): readonly string[] {
  return [...element.childNodes].flatMap((node) =>
    node.childNodes.length ? listPieces(node as Element) : [node.textContent ?? ""],
  );
}

function readElement(element: Element, redact: (text: string) => string, left: { nodes: number }): Mutable[] {
  if (left.nodes <= 0 || element.matches(SKIPPED)) return [];
  const role = roleOf(element);
  const isField = element.matches(TYPED);
  const children = isField
    ? []
    : [...(element.shadowRoot ?? element).children].flatMap((one) => readElement(one, redact, left));
  if (!role || PLAIN.test(role)) return children;
  if (!children.length && !isVisible(element)) return [];
  left.nodes--;
  const said = isField ? labelOf(element) : SILENT.test(role) ? "" : nameOf(element, role);
  const name = clean(redact(said));
  const test_id = clean(redact(testIdOf(element)));
  return [{ role, ...(name && { name }), ...(test_id && { test_id }), ...(children.length && { children }) }];
}

/** What tells people and records apart. */
const clean = (text: string): string =>
  squash(text)
    .replace(/\S+@\S+\.\S+/g, "•••")
    .replace(/\p{Nd}[\p{Nd}.,\s-]*\p{Nd}{2}|\p{Nd}{3,}/gu, "•••")
    .slice(0, LONGEST_NAME);

const measure = (outline: readonly Mutable[]): number => new TextEncoder().encode(JSON.stringify(outline)).length;

/** What is deepest goes first, from the end. */
function shorten(outline: Mutable[]): readonly Outline[] {
  while (outline.length && measure(outline) > LARGEST) {
    const deepest = Math.max(...outline.map(depthOf));
    dropLast(outline, deepest);
  }
  return outline;
}

const depthOf = ({ children = [] }: Mutable): number => 1 + Math.max(0, ...children.map(depthOf));

function dropLast(all: Mutable[], depth: number): void {
  const one = [...all].reverse().find((child) => depthOf(child) >= depth);
  if (!one) return;
  if (depth === 1) all.splice(all.lastIndexOf(one), 1);
  else {
    dropLast(one.children ?? [], depth - 1);
    if (!one.children?.length) delete one.children;
  }
}
