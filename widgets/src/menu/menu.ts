/**
 * What "More options" opens: a menu (ARIA APG). Arrows move, Escape closes the menu alone, Tab leaves it. In: the button, which is
 * there before this chunk is.
 */
import type { CardProps } from "../contract.ts";
import { create, setAttributes } from "../kit/elements.ts";
import type { Scope } from "../kit/scope.ts";
import { adoptSheets } from "../kit/sheet.ts";
import css from "./menu.css";

/** px to the button and to the window's edge. */
const AIR = 8;

export interface Menu {
  readonly fill: (props: CardProps) => void;
  readonly open: () => void;
}

export function createMenu(root: ShadowRoot, button: HTMLElement, scope: Scope): Menu {
  const list = create("div", "menu");
  const element = button.parentElement as HTMLElement;
  adoptSheets(root, css);
  setAttributes(button, { "aria-controls": "hr-menu" });
  setAttributes(list, { id: "hr-menu", role: "menu" });
  element.append(list);
  let presses: readonly (() => void)[] = [];
  const items = () => [...list.children] as HTMLElement[];

  function show(open: boolean) {
    list.hidden = !open;
    setAttributes(button, { "aria-expanded": `${open}` });
    if (open) place();
  }
  /** On the side of the button that has more room, and scrolling where that is not enough. */
  function place() {
    const { top, bottom } = button.getBoundingClientRect();
    const below = innerHeight - bottom;
    list.classList.toggle("below", below > top);
    list.style.maxBlockSize = `${Math.max(top, below) - AIR}px`;
  }
  /** Counted from the end if negative. */
  function focusItem(at: number) {
    const all = items();
    show(true);
    all.at(at % all.length)?.focus();
  }
  function leave() {
    show(false);
    button.focus();
  }

  show(false);
  scope.listen(button, "click", () => (list.hidden ? focusItem(0) : show(false)));
  scope.listen(element, "keydown", (event) => {
    const at = items().indexOf(event.target as HTMLElement);
    if (event.key === "Escape" && !list.hidden) leave();
    else if (event.key === "ArrowDown") focusItem(at + 1);
    else if (event.key === "ArrowUp") focusItem(Math.max(at, 0) - 1);
    else if (event.key === "Home" && at >= 0) focusItem(0);
    else if (event.key === "End" && at >= 0) focusItem(-1);
    else return;
    event.preventDefault();
  });
  scope.listen(element, "focusout", (event) => {
    if (!element.contains(event.relatedTarget as Node | null)) show(false);
  });

  return {
    open: () => focusItem(0),
    fill({ words, onSnooze, onNever, onNoMoreTours }) {
      setAttributes(list, { "aria-label": button.title });
      presses = [() => onSnooze("hour"), () => onSnooze("day"), () => onSnooze("week"), onNever, onNoMoreTours];
      const labels = [words.snooze_hour, words.snooze_day, words.snooze_week, words.never, words.no_more_tours];
      if (labels[0] === list.firstChild?.textContent) return; // open perhaps, with the focus in it
      list.replaceChildren(
        ...labels.map((label, at) => {
          const item = create("button", "item", label);
          setAttributes(item, { role: "menuitem", tabindex: "-1" });
          scope.listen(item, "click", () => {
            leave();
            presses[at]?.();
          });
          return item;
        }),
      );
    },
  };
}
