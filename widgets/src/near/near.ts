/**
 * Where the focus goes that cannot go back: what had it was replaced, as an app does that draws its view anew. Remembered is its place in
 * the page; found, what stands there now and Tab reaches, or what is nearest to it (WCAG 2.4.3: the focus is never nowhere).
 */
import { findFirstTabbable } from "../kit/focus.ts";
import type { Scope } from "../kit/scope.ts";

/** The child at this index of a document, an element or its shadow tree. */
interface Turn {
  readonly parent: ParentNode;
  readonly at: number;
}

/** From the outermost to the element itself. */
function describePlace(element: Element | null): readonly Turn[] {
  const turns: Turn[] = [];
  for (let child = element; child; ) {
    const parent = child.parentNode as (ParentNode & Node) | null;
    if (!parent) break;
    // Not spread: of a form with a field called "children" that is the field.
    turns.unshift({ parent, at: Array.prototype.indexOf.call(parent.children, child) });
    // Only of a root: of a form with a field called "host" that is the field, and there is no end.
    child = parent.nodeType === Node.ELEMENT_NODE ? (parent as Element) : ((parent as ShadowRoot).host ?? null);
  }
  return turns;
}

function findAt(turns: readonly Turn[]): HTMLElement | null {
  const lost = turns.findIndex(({ parent }) => !parent.isConnected);
  let place: Element | null = null;
  for (const { parent, at } of turns.slice(lost < 0 ? -1 : Math.max(lost - 1, 0))) {
    const around: ParentNode = place ? (place.shadowRoot ?? place) : parent;
    const { children } = around;
    const next = children[Math.min(at, children.length - 1)];
    if (!next) break;
    place = next;
  }
  for (let near = place; near; near = near.parentElement) {
    const found = findFirstTabbable(near);
    if (found) return found;
  }
  return null;
}

/** `last`: what had the focus last. Out: finds what stands where that was. */
export function rememberPlace(scope: Scope, last: () => Element | null): () => HTMLElement | null {
  let turns = describePlace(last());
  for (const name of ["focusin", "focusout"] as const)
    scope.listen(document, name, () => {
      turns = describePlace(last());
    });
  return () => findAt(turns);
}
