/**
 * What `handrail check` asks of a page besides: several places of the content at one look, fields as they are to be filled in, and what
 * would find an element that is no longer found. Locators come in the words of one locale.
 */
import { labelOf, nameOf, squash } from "../page/name.ts";
import { hasRole } from "../page/roles.ts";
import { askElement, enter, findTarget, isVisible, lookUp, type Missing } from "../page/target.ts";
import { lookOnce } from "../page/watch.ts";
import type { Locator } from "../wire.gen.ts";
import { fitsElement, listMatches } from "./matches.ts";
import { outlineAround } from "./outline.ts";
import { proposeLocators } from "./propose.ts";
import { rankLocators } from "./rank.ts";
import { testIdOf } from "./ways.ts";

export interface Try {
  readonly missing: Missing | null;
  /** Visible elements that it matches. */
  readonly matches: number;
  /** The part of it that finds nothing, as a path: a frame, what it is within; empty for itself. */
  readonly culprit: readonly (string | number)[];
}

export interface Sight {
  readonly tries: readonly Try[];
  /** Which of them found it, from 0; -1 where none did. */
  readonly winner: number;
}

/** `sure`: it finds one visible element, and nothing else is as likely to be what was meant. */
export interface Mend {
  readonly locator: Locator;
  readonly sure: boolean;
  readonly matches: number;
  readonly stability: string;
  readonly why: string;
}

const CONTROL = "input,select,textarea,[contenteditable]";
/** From here on a likeness is more than a guess, and this much more than the next one. */
const LIKELY = 0.42;
const LEAD = 0.15;
const FOUND: Try = { missing: null, matches: 1, culprit: [] };

const find = (locator: Locator): Element | null => findTarget([locator]).element;

/** `within`, from the page. */
const outside = ({ frame, within }: Locator): Locator => ({ ...within, ...(frame && { frame }) });

/** Which of its frames is not there; -1 where all are. */
const findLostFrame = ({ frame = [] }: Locator): number =>
  frame.findIndex((_, index) => !enter({ frame: frame.slice(0, index + 1) }, document));

function blame(locator: Locator): readonly (string | number)[] {
  const { within } = locator;
  const lost = findLostFrame(locator);
  if (lost >= 0) return ["frame", lost];
  return within && !find(outside(locator)) ? ["within", ...blame(outside(locator))] : [];
}

function attempt(locator: Locator): Try {
  const found = findTarget([locator]);
  if (found.element) return FOUND;
  return { missing: found.missing, matches: listMatches(locator).length, culprit: blame(locator) };
}

export const see = (
  lists: readonly (readonly Locator[])[],
  asked: readonly { readonly element: readonly Locator[]; readonly state: string }[],
) =>
  lookOnce(() => ({
    ready: document.readyState === "complete",
    url: location.href,
    seen: lists.map((locators): Sight => {
      const tries = locators.map(attempt);
      return { tries, winner: tries.findIndex(({ missing }) => !missing) };
    }),
    answers: asked.map(({ element, state }) => askElement(element, state)),
  }));

export const hold = (locators: readonly Locator[]): Element | null => findTarget(locators).element;

/** The field that an element is, or has within it. */
export const control = (element: Element): Element =>
  element.matches(CONTROL) ? element : (element.querySelector(CONTROL) ?? element);

/** Where it is in the window, as shares of its width and height; frames counted in. */
export function measure(locators: readonly Locator[]) {
  const { element } = findTarget(locators);
  if (!element) return null;
  let { left, top } = element.getBoundingClientRect();
  const { width, height } = element.getBoundingClientRect();
  let view = element.ownerDocument.defaultView;
  while (view?.frameElement) {
    const around = view.frameElement.getBoundingClientRect();
    left += around.left;
    top += around.top;
    view = view.parent as typeof view;
  }
  const share = (part: number, whole: number) => Math.max(0, Math.min(1, part / whole));
  const [across, down] = [innerWidth, innerHeight];
  return {
    left: share(left, across),
    top: share(top, down),
    width: share(width, across),
    height: share(height, down),
  };
}

export function describe(element: Element) {
  const field = control(element) as HTMLInputElement;
  const said = (name: string) => field.getAttribute(name) ?? "";
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  const options = [...((field as unknown as HTMLSelectElement).options ?? [])].filter(({ disabled }) => !disabled);
  return {
    tag: field.localName,
    type: text(field.type).toLowerCase(),
    editable: field.isContentEditable === true,
    name: said("name"),
    test_id: testIdOf(field),
    label: labelOf(field),
    autocomplete: said("autocomplete"),
    inputmode: said("inputmode"),
    accept: said("accept"),
    min: text(field.min),
    max: text(field.max),
    step: text(field.step),
    min_length: Math.max(0, field.minLength ?? 0),
    max_length: Math.max(0, field.maxLength ?? 0),
    value: text(field.value ?? field.textContent),
    checked: field.checked === true,
    own: field === element,
    options: options.map(({ value, label }) => ({ value, label: label.trim() })),
  };
}

/** The empty fields of the same form that it wants filled in. */
export function listWanted(element: Element): readonly Element[] {
  const form = (element as HTMLButtonElement).form ?? element.closest("form,dialog,[role=dialog]");
  const fields = [...(form?.querySelectorAll("input,select,textarea") ?? [])] as HTMLInputElement[];
  return fields.filter(
    (field) =>
      isVisible(field) &&
      !field.disabled &&
      !field.readOnly &&
      field.matches(":invalid,[aria-invalid=true],[aria-required=true]") &&
      (!field.value || !field.matches(":valid")),
  );
}

/** For each of the locators what would find what it meant: `winner` is the one of them that finds it still, or -1. */
export const mend = (
  locators: readonly Locator[],
  winner: number,
  others: readonly (readonly Locator[])[],
): readonly (readonly Mend[])[] =>
  lookOnce(() => {
    const meant = locators[winner];
    const known = meant && find(meant);
    if (known)
      return locators.map((locator) => {
        if (find(locator) === known) return [];
        const mended = mendFor(locator, known, true);
        return mended.length ? mended : reframe(locator).filter((one) => find(one.locator) === known);
      });
    const proposals = proposeLocators(locators, { others });
    const [first, second] = proposals;
    const leads = !!first && first.likeness >= LIKELY && first.likeness - (second?.likeness ?? 0) >= LEAD;
    return locators.map((locator, index) => {
      const reframed = reframe(locator);
      if (reframed.length) return reframed;
      return proposals.flatMap((proposal) => {
        const element = find(proposal.locator);
        if (!element) return [];
        const sure = leads && proposal === first;
        const mended = mendFor(locator, element, sure).map((one) => ({ ...one, why: proposal.because }));
        return mended.length || proposal.replaces !== index
          ? mended
          : [{ ...strip(proposal), sure, why: proposal.because }];
      });
    });
  });

const strip = ({ locator, matches, stability, why }: Omit<Mend, "sure">) => ({ locator, matches, stability, why });

/** The same locator with the word that the element has now, where that finds it; for one whose surroundings are lost, those mended. */
function mendFor(locator: Locator, element: Element, sure: boolean): readonly Mend[] {
  const reworded = reword(locator, element);
  const candidates = reworded ? [reworded, ...reanchor(reworded)] : reanchor(locator);
  const fitting = candidates.find((one) => fitsElement(one, element));
  if (!fitting) return [];
  const ranked = rankLocators(element).find((one) => sameWay(one.locator, fitting));
  const { stability = "fair", why = "the same way as before, in today's words" } = ranked ?? {};
  return [{ locator: fitting, sure, matches: 1, stability, why }];
}

function reword(locator: Locator, element: Element): Locator | null {
  const { test_id, role, name, label, text } = locator;
  const say = (way: "test_id" | "name" | "label" | "text", word: string) => (word ? { ...locator, [way]: word } : null);
  if (test_id) return say("test_id", testIdOf(element));
  if (role) return !hasRole(element, role) ? null : name === undefined ? locator : say("name", nameOf(element, role));
  if (label) return say("label", labelOf(element));
  return text ? say("text", squash(element.textContent)) : locator;
}

/** Its surroundings named anew. */
function reanchor(locator: Locator): readonly Locator[] {
  const { frame, within } = locator;
  if (!within || find(outside(locator))) return [];
  const inFrame = (one: Locator): Locator => ({ ...one, ...(frame && { frame }) });
  return proposeLocators([outside(locator)]).map((one) => {
    const { frame: _, ...proposed } = one.locator;
    const place = find(one.locator);
    const reworded = place && reword(within, place);
    const isKept = place && reworded && fitsElement(inFrame(reworded), place);
    return { ...locator, within: isKept ? reworded : proposed };
  });
}

/** The frame that is lost, named anew: one in which the rest of the locator finds an element. */
function reframe(locator: Locator): readonly Mend[] {
  const { frame = [] } = locator;
  const lost = findLostFrame(locator);
  const around = lost > 0 ? enter({ frame: frame.slice(0, lost) }, document) : document;
  if (lost < 0 || !around) return [];
  const fitting = lookUp(
    { css: "iframe" },
    around,
  )("iframe").flatMap((element) => {
    const named = rankLocators(element).find(({ fits }) => fits);
    if (!named) return [];
    const { frame: _, ...own } = named.locator;
    const mended = { ...locator, frame: [...frame.slice(0, lost), own, ...frame.slice(lost + 1)] };
    return find(mended) ? [{ ...strip(named), locator: mended, matches: 1 }] : [];
  });
  const why =
    fitting.length === 1
      ? "the only frame in which the rest of it finds one"
      : "a frame in which the rest of it finds one";
  return fitting.map((one) => ({ ...one, sure: fitting.length === 1, why }));
}

const sameWay = (a: Locator, b: Locator): boolean =>
  (["test_id", "role", "name", "label", "text", "css"] as const).every((way) => a[way] === b[way]);

export { outlineAround };
