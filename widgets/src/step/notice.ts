/** A quiet line: announced, never focused, its buttons in reach. */
import type { StepProps } from "../contract.ts";

import { create, drawIcon, setAttributes } from "../kit/elements.ts";
import { keepInside } from "../kit/keep_inside.ts";
import { raise } from "../kit/layer.ts";
import type { Scope } from "../kit/scope.ts";
import { applyTheme } from "../kit/theme.ts";
import { createButton } from "./card.ts";
import type { View } from "./step.ts";

export type NoticeProps = Extract<StepProps, { kind: "notice" }>;

export function showNotice(root: ShadowRoot, scope: Scope): View<NoticeProps> {
  const text = create("p");
  text.setAttribute("role", "status");
  const buttons = create("div", "buttons");
  const cross = create("button", "icon", drawIcon("M4 4l8 8M12 4l-8 8"));
  cross.type = "button";
  const element = create("div", "notice", text, buttons, cross);
  root.append(element);
  keepInside(scope, element);
  scope.atEnd(() => element.remove());
  let said = "";
  return {
    update(props) {
      const { words } = props;
      element.lang = words.locale;
      element.dir = words.direction;
      applyTheme([element], props.theme);
      setAttributes(cross, { "aria-label": words.keep, title: words.keep });
      cross.onclick = scope.guard(() => props.onClose());
      buttons.replaceChildren(...props.buttons.map((button) => createButton(scope, button)));
      raise(element);
      if (props.text !== said) text.textContent = said = props.text;
    },
  };
}
