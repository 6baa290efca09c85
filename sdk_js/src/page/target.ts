/**
 * Locators in, one visible element out, or why there is none. The first locator that finds exactly one visible element wins; open
 * shadow roots are pierced. Several visible ones are as good as none.
 */
import type { Locator } from "../wire.gen.ts";
import { labelOf, nameOf, squash } from "./name.ts";
import { hasRole, selectRole } from "./roles.ts";
import { awaitRoots, isTyping, lookOnce, type Root, recall, type Tree, watchAround, watchTree } from "./watch.ts";

export type Missing = "absent" | "ambiguous" | "hidden";
export type Found = { readonly element: Element } | { readonly element: null; readonly missing: Missing };

const TEST_IDS = ["data-testid", "data-test-id", "data-test", "data-cy", "data-qa"];
const FIELDS = "input,select,textarea,button,[aria-label],[aria-labelledby],[contenteditable]";
const STYLES = { visibilityProperty: true };
const OURS = "[data-handrail]";
/** The most frequent of those that can have no shadow root: half of a page need not be looked at. */
const MAY_HOST = ":not(a,button,i,img,input,label,li,option,path,td,th,tr)";

export const findTarget = (locators: readonly Locator[]): Found => lookOnce(() => findFirst(locators));

function findFirst(locators: readonly Locator[]): Found {
  let missing: Missing = "absent";
  for (const locator of locators) {
    try {
      const found = locate(locator, document);
      if (found.element) return found;
      if (missing === "absent") missing = found.missing;
    } catch {
      // No selector in this browser, or the host has put something of its own in the way: not to be found by this one.
    }
  }
  return { element: null, missing };
}

function locate(locator: Locator, from: Root): Found {
  const root = enter(locator, from);
  if (!root) return { element: null, missing: "absent" };
  const all = findAll(locator, root);
  const seen = all.filter(isVisible);
  const [element] = locator.nth ? seen.slice(locator.nth - 1) : seen;
  if (!element) return { element: null, missing: all.length && !seen.length ? "hidden" : "absent" };
  return seen.length > 1 && !locator.nth ? { element: null, missing: "ambiguous" } : { element };
}

/** Through frames of the host's own origin (another's have no document for us), then into `within`. */
function enter({ frame = [], within }: Locator, from: Root): Root | null {
  let root: Root | null = from;
  for (const step of frame)
    root = root && ((locate(step, root).element as HTMLIFrameElement | null)?.contentDocument ?? null);
  return root && within ? locate(within, root).element : root;
}

/** A root and the open shadow roots below it, ours left out; each is watched from now on. */
function listRoots(root: Root): readonly Root[] {
  const roots = [root];
  const enter = (inner: ShadowRoot | null | undefined): unknown =>
    inner && !inner.host.matches(OURS) && roots.push(inner);
  enter((root as Element).shadowRoot);
  for (const at of roots) {
    watchTree(at.getRootNode() as Tree);
    const all = at.querySelectorAll(MAY_HOST);
    awaitRoots(all);
    for (let index = all.length; index--; ) enter(all[index]?.shadowRoot);
  }
  return roots;
}

type Index = ReadonlyMap<string, readonly Element[]>;

function makeIndex(elements: readonly Element[], nameOf: (element: Element) => string | readonly string[]): Index {
  const index = new Map<string, Element[]>();
  for (const element of elements)
    for (const name of new Set([nameOf(element)].flat())) {
      const same = index.get(name);
      if (same) same.push(element);
      else index.set(name, [element]);
    }
  return index;
}

function findAll(locator: Locator, root: Root): readonly Element[] {
  const { test_id, role, name, label, text, css } = locator;
  const roots = recall(root, "", () => listRoots(root));
  const select = (selector: string): readonly Element[] =>
    recall(root, selector, () => roots.flatMap((at) => [...at.querySelectorAll(selector)]));
  const pick = (asked: string, wanted: string, list: () => Index): readonly Element[] =>
    recall(root, asked, list).get(squash(wanted)) ?? [];
  if (test_id) {
    const any = TEST_IDS.map((name) => `[${name}]`).join();
    return pick("\n\n", test_id, () =>
      makeIndex(select(any), (one) => TEST_IDS.map((name) => squash(one.getAttribute(name)))),
    );
  }
  if (role) {
    const selector = selectRole(role);
    const all = recall(root, `${selector}\nrole`, () =>
      select(selector).filter((element) => hasRole(element, role) && !element.closest("[aria-hidden=true]")),
    );
    if (name === undefined) return all;
    return pick(`${selector}\n`, name, () => makeIndex(all, (element) => nameOf(element, role)));
  }
  if (label) return pick("\n", label, () => makeIndex(select(FIELDS), labelOf));
  if (text) {
    const buttons = select("input[type=submit],input[type=button]") as readonly HTMLInputElement[];
    const says = buttons.filter(({ value }) => squash(value) === squash(text));
    return [...says, ...roots.flatMap((at) => findText(at, squash(text)))];
  }
  return css ? select(css) : [];
}

/** The innermost elements that say just this. */
function findText(root: Root, text: string): readonly Element[] {
  return [...root.children].flatMap((child) => {
    const says = squash(child.textContent);
    if (!says.includes(text)) return [];
    const inside = findText(child, text);
    return inside.length ? inside : says === text ? [child] : [];
  });
}

export function isVisible(element: Element): boolean {
  watchAround(element);
  const boxes = [...element.getClientRects()];
  return boxes.some(({ width, height }) => width && height) && (element.checkVisibility?.(STYLES) ?? true);
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
