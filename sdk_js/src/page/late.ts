/**
 * Elements that may get a shadow root later, of which nobody is told: custom elements that are not defined yet, and whatever is empty,
 * for then it grows. A chunk that is fetched while something is waited for.
 */
import type { Root } from "./watch.ts";

/** Those of HTML that can have one. */
const EMPTY = ":is(article,aside,blockquote,div,footer,header,main,nav,p,section):empty";
const MOST_EMPTY = 200;

/** `isNew` says so once of each. */
export function awaitRoots(
  root: Root,
  sizes: ResizeObserver,
  isNew: (element: Element) => unknown,
  onRoot: () => void,
): void {
  for (const element of [...root.querySelectorAll(EMPTY)].slice(0, MOST_EMPTY))
    if (isNew(element)) sizes.observe(element);
  for (const element of root.querySelectorAll(":not(:defined)")) {
    const { customElements: there } = element.ownerDocument.defaultView ?? window;
    if (isNew(element)) there.whenDefined(element.localName).then(onRoot, onRoot);
  }
}
