/** "More options": a menu button (ARIA APG). Arrows move, Escape closes the menu alone, Tab leaves it. */
import { create, drawIcon, setAttributes } from "../kit/elements.ts";
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

const DOTS = "M3 8h.01M8 8h.01M13 8h.01";

export function createMenu(scope: Scope): Menu {
  const button = create("button", "icon more", drawIcon(DOTS));
  const list = create("div", "menu");
  const element = create("div", "options", button, list);
  setAttributes(button, {
    type: "button",
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    "aria-controls": "hr-menu",
  });
  setAttributes(list, { id: "hr-menu", role: "menu", hidden: true });
  const items = () => [...list.children] as HTMLElement[];

  function open(at: number) {
    list.hidden = false;
    setAttributes(button, { "aria-expanded": "true" });
    items().at(at)?.focus();
  }
  function close(returnFocus: boolean) {
    if (list.hidden) return false;
    list.hidden = true;
    setAttributes(button, { "aria-expanded": "false" });
    if (returnFocus) button.focus();
    return true;
  }

  scope.listen(button, "click", () => void (close(false) || open(0)));
  scope.listen(element, "keydown", (event) => {
    const all = items();
    const at = all.indexOf(event.target as HTMLElement);
    const to: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: (at < 0 ? 0 : at) - 1,
      ...(at >= 0 && { Home: 0, End: -1 }),
    };
    const next = to[event.key];
    if (event.key === "Escape" ? !close(true) : next === undefined) return;
    event.preventDefault();
    if (next === undefined) return;
    if (list.hidden) open(next);
    else all.at(next % all.length)?.focus();
  });
  scope.listen(element, "focusout", (event) => {
    if (!element.contains(event.relatedTarget as Node | null)) close(false);
  });

  return {
    element,
    isOpen: () => !list.hidden,
    fill(name, entries) {
      setAttributes(button, { "aria-label": name, title: name });
      setAttributes(list, { "aria-label": name });
      list.replaceChildren(
        ...entries.map(({ label, onPress }) => {
          const item = create("button", "", label);
          setAttributes(item, { type: "button", role: "menuitem", tabindex: -1 });
          item.onclick = scope.guard(() => {
            close(true);
            onPress();
          });
          return item;
        }),
      );
    },
  };
}
