/**
 * Locators in, one visible element out, or why there is none. The first locator that finds exactly one visible element wins; open
 * shadow roots are pierced. Several visible ones are as good as none.
 */
import type { Locator } from "../wire.gen.ts";
import type { Root, Tree } from "./glance.ts";
import { labelOf, nameOf, squash, UNREAD } from "./name.ts";
import { hasRole, listTypes, selectRole } from "./roles.ts";
import { awaitRoots, isTyping, lookOnce, recall, watchAround, watchTree } from "./watch.ts";

export type Missing = "absent" | "ambiguous" | "hidden";
export type Found = { readonly element: Element } | { readonly element: null; readonly missing: Missing };

export const TEST_IDS = ["data-testid", "data-test-id", "data-test", "data-cy", "data-qa"];
export const FIELDS = "input,select,textarea,button,[aria-label],[aria-labelledby],[contenteditable]";
const OURS = "[data-handrail]";

/** `hidden`: what is kept from assistive technology counts, too, as all that is behind a framework's modal. */
export const findTarget = (locators: readonly Locator[], hidden?: boolean): Found =>
  lookOnce(() => findFirst(locators, hidden));

function findFirst(locators: readonly Locator[], hidden?: boolean): Found {
  let missing: Missing = "absent";
  for (const locator of locators) {
    try {
      const found = locate(locator, document, hidden);
      if (found.element) return found;
      if (missing === "absent") missing = found.missing;
    } catch {
      // No selector in this browser, or the host has put something of its own in the way: not to be found by this one.
    }
  }
  return { element: null, missing };
}

function locate(locator: Locator, from: Root, hidden?: boolean): Found {
  const root = enter(locator, from, hidden);
  const { test_id, name, label, text, css, nth } = locator;
  const all = root ? lookUp(locator, root, hidden)(`${test_id ?? name ?? label ?? text ?? css}`) : [];
  const seen = all.filter(isVisible);
  const element = seen[nth ? nth - 1 : 0];
  if (element && (nth || !seen[1])) return { element };
  return { element: null, missing: element ? "ambiguous" : all.length && !seen.length ? "hidden" : "absent" };
}

/** Through frames of the host's own origin (another's have no document for us), then into `within`. */
export function enter({ frame = [], within }: Locator, from: Root, hidden?: boolean): Root | null {
  let root: Root | null = from;
  for (const step of frame)
    root = root && ((locate(step, root, hidden).element as HTMLIFrameElement | null)?.contentDocument ?? null);
  return root && within ? locate(within, root, hidden).element : root;
}

/** What no shadow root can be attached to, and pages are full of: each element that is asked costs more than to leave it out. */
const HOSTS = ":not(a,path,td,tr,button,img,input,li,svg)";

/** A root and the open shadow roots below it, ours left out; each is watched from now on. */
function listRoots(root: Root): readonly Root[] {
  const roots = [root];
  for (const at of roots) {
    watchTree(at.getRootNode() as Tree);
    const all = at.querySelectorAll(HOSTS);
    awaitRoots(all);
    for (const { shadowRoot } of [at as Element, ...all])
      if (shadowRoot && !shadowRoot.host.matches(OURS)) roots.push(shadowRoot);
  }
  return roots;
}

/** Under null is what is not called anything. */
type Index = ReadonlyMap<string | null, readonly Element[]>;

function makeIndex(elements: readonly Element[], ...names: readonly ((element: Element) => string | null)[]): Index {
  const index = new Map<string | null, Element[]>();
  for (const element of elements)
    for (const nameIt of names) {
      const name = squash(nameIt(element)) || null;
      const same = index.get(name);
      if (!same) index.set(name, [element]);
      else if (same.at(-1) !== element) same.push(element);
    }
  return index;
}

/** Seen or not. In: how elements are told apart; out: those that are called so. */
export function lookUp(
  { test_id, role, name, label, text }: Locator,
  root: Root = document,
  hidden = false,
): (wanted: string) => readonly Element[] {
  const roots = recall(root, "", () => listRoots(root));
  const select = (selector: string): readonly Element[] =>
    recall(root, selector, () => roots.flatMap((at) => [...at.querySelectorAll(selector)]));
  const among = (asked: string, list: () => Index) => {
    const index = recall(root, asked, list);
    return (wanted: string): readonly Element[] => index.get(squash(wanted)) ?? [];
  };
  if (test_id)
    return among("\n\n", () => {
      // Hardly a page has several, and a browser finds one at once.
      const ids = TEST_IDS.filter((id) => select(`[${id}]`)[0]);
      return makeIndex(
        select(`${ids.map((id) => `[${id}]`)}` || "_"),
        ...ids.map((id) => (one: Element) => one.getAttribute(id)),
      );
    });
  if (role) {
    const selector = selectRole(role);
    const all = recall(root, `${selector}\nrole${hidden}`, () =>
      select(selector).filter((one) => hasRole(one, role) && (hidden || !one.closest("[aria-hidden=true]"))),
    );
    if (name === undefined) return () => all;
    return among(`${selector}\n\n${hidden}`, () => makeIndex(all, (one) => nameOf(one, role)));
  }
  if (label) return among("\n", () => makeIndex(select(FIELDS), labelOf));
  if (!text) return select;
  return (wanted) => {
    const said = squash(wanted);
    const buttons = select(listTypes("submit,button")) as readonly HTMLInputElement[];
    return [...buttons.filter(({ value }) => squash(value) === said), ...roots.flatMap((at) => findText(at, said))];
  };
}

/** What it says, shown or not; what is written into it for the browser says nothing. */
export function read(element: Element): string {
  const unread = [...element.querySelectorAll(UNREAD)];
  return squash(unread.reduce((said, { textContent }) => said.replace(textContent, ""), element.textContent));
}

/** The innermost elements that say just this. */
function findText(root: Root, text: string): readonly Element[] {
  return [...root.children].flatMap((child) => {
    const says = read(child);
    if (child.matches(UNREAD) || !says.includes(text)) return [];
    const inside = findText(child, text);
    return inside[0] ? inside : says === text ? [child] : inside;
  });
}

export function isVisible(element: Element): boolean {
  watchAround(element);
  for (const { width, height } of element.getClientRects())
    if (width && height) return element.checkVisibility?.({ visibilityProperty: true }) ?? true;
  return false;
}

const CONTROL = "input,select,textarea,[contenteditable],[aria-checked],[aria-pressed]";

/** What a condition may ask about elements; null where it can't be known, as when several match. */
export function askElement(locators: readonly Locator[] | Element | null, state: string): boolean | null {
  const found = Array.isArray(locators) ? findTarget(locators) : ({ element: locators, missing: "absent" } as Found);
  const { element } = found;
  if (state === "absent") return !element && found.missing !== "ambiguous";
  if (!element) return state === "visible" ? found.missing === "ambiguous" : null;
  if (state === "visible") return isVisible(element);
  const control = (
    element.matches(CONTROL) ? element : (element.querySelector(CONTROL) ?? element)
  ) as HTMLInputElement;
  if (state === "enabled") return !control.matches(":disabled,[aria-disabled=true]");
  if (state === "checked") return control.checked || control.matches("[aria-checked=true],[aria-pressed=true]");
  return squash(control.value ?? control.textContent) !== "" && !isTyping(control);
}
