/**
 * The button "Help": always there, always at the same place (WCAG 3.2.6). In: its name and place, and whether the panel is open; out:
 * presses.
 */
import type { Theme, WidgetHost } from "../contract.ts";
import { create, setAttributes } from "../kit/elements.ts";
import { keepInside } from "../kit/keep_inside.ts";
import { lower, raise } from "../kit/layer.ts";
import { openScope } from "../kit/scope.ts";
import { adoptSheets } from "../kit/sheet.ts";
import { applyTheme } from "../kit/theme.ts";
import tokens from "../kit/tokens.css";
import { join } from "../round/round.ts";
import css from "./launcher.css";

export interface LauncherProps {
  readonly label: string;
  readonly locale: string;
  readonly direction: "ltr" | "rtl";
  /** Of the window: it follows the page, not the words. */
  readonly side: "left" | "right";
  readonly open: boolean;
  readonly theme: Theme | null;
  readonly onPress: () => void;
  /** The person is about to press it. */
  readonly onNear: () => void;
}

export interface Launcher {
  readonly button: HTMLElement;
  update(props: LauncherProps): void;
  /** Above all again, after its root was moved. */
  raise(): void;
  /** It is not there while one of these stands where it would. */
  giveWay(cards: readonly Element[]): void;
  destroy(): void;
}

export function mountLauncher({ root, onError }: WidgetHost, props: LauncherProps): Launcher {
  const scope = openScope(onError);
  const button = create("button", "launcher");
  const element = create("div", "corner", button);
  let last = props;
  let stage = openScope(onError);

  function update(next: LauncherProps) {
    last = next;
    stage.end();
    stage = openScope(onError);
    applyTheme(stage, [element], next.theme);
    setAttributes(element, { lang: next.locale, dir: next.direction, "data-side": next.side });
    setAttributes(button, { "aria-haspopup": "dialog", "aria-expanded": `${next.open}` });
    button.textContent = next.label;
  }

  adoptSheets(root, tokens + css);
  root.append(element);
  keepInside(scope, element, root.host);
  join(scope, root, element);
  scope.listen(button, "click", () => last.onPress());
  for (const near of ["pointerenter", "focus"] as const) scope.listen(button, near, () => last.onNear());
  update(props);
  raise(element);
  return {
    button,
    update,
    raise: () => {
      lower(element);
      raise(element);
    },
    giveWay: (cards) => {
      const { left, right, top, bottom } = button.getBoundingClientRect();
      const meets = (card: Element): boolean => {
        const box = card.getBoundingClientRect();
        return box.left < right && left < box.right && box.top < bottom && top < box.bottom;
      };
      element.classList.toggle("away", cards.some(meets));
    },
    destroy: () => {
      stage.end();
      scope.end();
      element.remove();
    },
  };
}
