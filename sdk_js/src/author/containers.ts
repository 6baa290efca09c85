/** What an element is in that has a name of its own: in goes the element, out come locators for `within`, the nearest first. */
import type { Locator } from "../wire.gen.ts";
import { fitsElement, listMatches } from "./matches.ts";
import { roleOf } from "./role_of.ts";
import { byId } from "./selectors.ts";
import type { Judgement } from "./stability.ts";
import { worstOf } from "./stability.ts";
import { byRole, byTestId, type Way } from "./ways.ts";

export interface Container extends Judgement {
  readonly element: Element;
  readonly locator: Locator;
  /** Found by its place among others of its kind. */
  readonly counted: boolean;
}

/** The frames that an element is in, the outermost first, and how long they will be found. */
export interface Frames extends Judgement {
  readonly locators: readonly Locator[];
}

const NAMED =
  /^(alertdialog|banner|complementary|contentinfo|dialog|feed|figure|form|grid|group|list|listbox|main|menu|menubar|navigation|radiogroup|region|search|table|tablist|tabpanel|toolbar|tree)$/;
const REPEATED = /^(row|listitem|article|treeitem)$/;
const LONGEST_NAME = 60;
const MOST_ANCESTORS = 60;

export const withFrames = (locator: Locator, frames: Frames): Locator =>
  frames.locators.length ? { ...locator, frame: frames.locators } : locator;

/** Those around it, out of shadow roots too, the nearest first. */
export function listAncestors(element: Element): readonly Element[] {
  const all: Element[] = [];
  const above = (of: Element): Element | null =>
    of.parentElement ?? (of.getRootNode() as Partial<ShadowRoot>).host ?? null;
  for (let at = above(element); at && all.length < MOST_ANCESTORS; at = above(at)) all.push(at);
  return all;
}

export function listContainers(element: Element, frames: Frames): readonly Container[] {
  const found: Container[] = [];
  // From outside: what is found within another needs that first.
  for (const ancestor of [...listAncestors(element)].reverse()) {
    const container = findContainer(ancestor, found, frames);
    if (container) found.unshift(container);
  }
  return found;
}

function findContainer(element: Element, outer: readonly Container[], frames: Frames): Container | null {
  const role = roleOf(element);
  for (const way of listNames(element, role)) {
    if (fitsElement(withFrames(way.locator, frames), element)) return { ...way, element, counted: false };
    for (const around of outer.slice(0, 2)) {
      const locator = { ...way.locator, within: around.locator };
      if (fitsElement(withFrames(locator, frames), element))
        return { locator, element, counted: around.counted, ...worstOf(way, around) };
    }
  }
  return role && REPEATED.test(role) && outer[0] ? countContainer(element, role, outer[0], frames) : null;
}

function listNames(element: Element, role: string | null): readonly Way[] {
  const isNamed = role && NAMED.test(role);
  const named = isNamed ? byRole(element, role) : [];
  const short = named.filter(({ locator: { name } }) => typeof name !== "string" || name.length <= LONGEST_NAME);
  const ids = byId(element).map(({ css, ...judgement }) => ({ locator: { css }, ...judgement }));
  return [...byTestId(element), ...short, ...ids].filter(({ stability }) => stability !== "fragile");
}

function countContainer(element: Element, role: string, around: Container, frames: Frames): Container | null {
  const all = listMatches(withFrames({ role, within: around.locator }, frames));
  const nth = all.indexOf(element) + 1;
  if (!nth) return null;
  const why = `counts: number ${nth} of ${all.length} there, so it is another one when something is added or sorted`;
  return { element, counted: true, locator: { role, within: around.locator, nth }, stability: "fragile", why };
}
