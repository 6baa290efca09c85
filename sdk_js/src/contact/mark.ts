/** How many messages are unread, on the launcher: seen as a number, and part of its name. In: the launcher, once it is there; out: nothing. */
import css from "../../../widgets/src/contact/mark.css";
import type { ContactWords } from "../../../widgets/src/contact/words.ts";
import { create } from "../../../widgets/src/kit/elements.ts";
import { adoptSheets } from "../../../widgets/src/kit/sheet.ts";
import { pluralise } from "../../../widgets/src/panel/words.ts";
import { nameLauncher } from "../help/name_launcher.ts";

const MOST_SHOWN = 99;

export function markUnread(button: HTMLElement, unread: number, words: ContactWords, locale: string): void {
  const corner = button.parentElement;
  const root = button.getRootNode();
  if (!corner || !(root instanceof ShadowRoot)) return;
  const before = corner.querySelector(".unread");
  nameLauncher(button, "unread", unread ? pluralise(words.unread, unread, locale) : "");
  if (!unread) {
    before?.remove();
    return;
  }
  adoptSheets(root, css);
  const mark = before ?? create("span", "unread");
  mark.textContent = unread > MOST_SHOWN ? `${MOST_SHOWN}+` : `${unread}`;
  mark.setAttribute("aria-hidden", "true");
  if (!before) corner.append(mark);
}
