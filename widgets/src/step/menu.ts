/** "More options": a menu button (ARIA APG). Arrows move, Escape closes the menu alone, Tab leaves it. */
import { create, createIconButton, DOTS, nameButton, setAttributes } from "../kit/elements.ts";
import type { Scope } from "../kit/scope.ts";

export interface MenuItem {
  readonly label: string;
  readonly onPress: () => void;
}
export interface Menu {
  readonly element: HTMLElement;
  readonly fill: (name: string, items: readonly MenuItem[]) => void;
  readonly isOpen: () => boolean;
}

export function createMenu(scope: Scope): Menu {
  const button = createIconButton(DOTS, "more");
  const list = create("div", "menu");
  const element = create("div", "options", button, list);
  setAttributes(button, { "aria-haspopup": "menu", "aria-controls": "hr-menu" });
  setAttributes(list, { id: "hr-menu", role: "menu" });
  let presses: readonly (() => void)[] = [];
  const items = () => [...list.children] as HTMLElement[];

  function show(open: boolean) {
    list.hidden = !open;
    setAttributes(button, { "aria-expanded": `${open}` });
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
    element,
    isOpen: () => !list.hidden,
    fill(name, entries) {
      nameButton(button, name);
      setAttributes(list, { "aria-label": name });
      presses = entries.map(({ onPress }) => onPress);
      const labels = entries.map(({ label }) => label);
      if (
        items()
          .map((item) => item.textContent)
          .join() === labels.join()
      )
        return; // open perhaps, with the focus in it
      list.replaceChildren(
        ...labels.map((label, at) => {
          const item = create("button", "", label);
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
