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
  /** At this side of the window: it follows the page, not the words. Above whatever stands where it would, if there is room. */
  stand(side: "left" | "right", others: readonly Element[]): void;
  destroy(): void;
}

/** px above what it stands on. */
const AIR = 8;

export function mountLauncher({ root, onError }: WidgetHost, props: LauncherProps): Launcher {
  const scope = openScope(onError);
  const button = create("button", "launcher");
  const element = create("div", "corner", button);
  let last = props;
  let stage = openScope(onError);
  /** px above its own place. */
  let risen = 0;

  function update(next: LauncherProps) {
    last = next;
    stage.end();
    stage = openScope(onError);
    applyTheme(stage, [element], next.theme);
    setAttributes(element, { lang: next.locale, dir: next.direction });
    setAttributes(button, { "aria-haspopup": "dialog", "aria-expanded": `${next.open}` });
    button.textContent = next.label;
  }

  adoptSheets(root, tokens, css);
  root.append(element);
  keepInside(scope, root.host);
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
    stand: (side, others) => {
      element.dataset.side = side;
      const boxes = others.map((one) => one.getBoundingClientRect()).sort((a, b) => b.top - a.top);
      const { left, right, bottom, height } = button.getBoundingClientRect();
      let at = bottom + risen;
      for (const box of boxes)
        if (box.left < right && left < box.right && box.top < at && at - height < box.bottom) at = box.top - AIR;
      const up = Math.round(bottom + risen - at);
      if (up !== risen) element.style.translate = `0 ${-up}px`;
      risen = up;
      element.classList.toggle("away", at < height);
    },
    destroy: () => {
      stage.end();
      scope.end();
      element.remove();
    },
  };
}
