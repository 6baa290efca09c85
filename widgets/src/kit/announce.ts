/** One polite status (WCAG 4.1.3). The text comes a moment after the region, else it goes unread. */
import { create, setAttributes } from "./elements.ts";
import type { Scope } from "./scope.ts";

export interface Announcer {
  readonly element: HTMLElement;
  readonly say: (text: string) => void;
}

export function createAnnouncer(scope: Scope): Announcer {
  const element = create("div", "quiet");
  setAttributes(element, { role: "status" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  scope.atEnd(() => clearTimeout(timer));
  return {
    element,
    say(text) {
      clearTimeout(timer);
      element.textContent = "";
      timer = setTimeout(() => {
        element.textContent = text;
      }, 100);
    },
  };
}
