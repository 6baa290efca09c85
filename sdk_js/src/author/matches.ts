/** What a locator finds now, by the finder of the tours: how many are visible, and whether it is one element and that one. */
import { enter, findTarget, isVisible, lookUp } from "../page/target.ts";
import { lookOnce } from "../page/watch.ts";
import type { Locator } from "../wire.gen.ts";

/** The words of a locator are those of one locale. The visible ones, before `nth` chooses. */
export function listMatches(locator: Locator): readonly Element[] {
  return lookOnce(() => {
    try {
      const { test_id, name, label, text, css } = locator;
      const root = enter(locator, document);
      return root ? lookUp(locator, root)(`${test_id ?? name ?? label ?? text ?? css}`).filter(isVisible) : [];
    } catch {
      return []; // No selector in this browser.
    }
  });
}

export const countMatches = (locator: Locator): number =>
  locator.nth ? Number(findTarget([locator]).element !== null) : listMatches(locator).length;

/** Whether it resolves to this element and nothing else: only then may it be written. */
export const fitsElement = (locator: Locator, element: Element): boolean => findTarget([locator]).element === element;
