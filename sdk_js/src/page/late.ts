/**
 * What only those need who wait for something; a chunk that is fetched meanwhile. Elements that may get a shadow root later, of which
 * nobody is told: custom elements that are not defined yet, and whatever is empty, for then it grows. And what was found before.
 */

import type { Records } from "./glance.ts";
import { note } from "./kept.ts";

export { note, recallFrom } from "./kept.ts";

/** Those of HTML that can have one. */
const HOSTS = /^(article|aside|blockquote|div|footer|header|main|nav|p|section)$/;
const MOST_EMPTY = 200;
let sizes: ResizeObserver | undefined;

/** `isNew` says so once of each. */
export function awaitRoots(
  all: ArrayLike<Element>,
  isNew: (element: Element) => unknown,
  lookSoon: (records?: Records) => void,
): void {
  const look = (): void => lookSoon();
  let left = MOST_EMPTY;
  for (let index = 0; index < all.length; index++) {
    const element = all[index] as Element;
    const { localName } = element;
    if (localName.indexOf("-") > 0) {
      const { customElements: there } = element.ownerDocument.defaultView ?? window;
      if (element.matches(":not(:defined)") && isNew(element)) there.whenDefined(localName).then(look, look);
    } else if (left && !element.firstElementChild && HOSTS.test(localName) && !element.textContent) {
      left--;
      if (!isNew(element)) continue;
      sizes ??= new ResizeObserver(lookSoon);
      sizes.observe(element);
    }
  }
}

/** Nobody watches any more. */
export function forget(): void {
  note();
  sizes?.disconnect();
}
