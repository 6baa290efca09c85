/** The card's own elements: made once, filled anew for every step. It knows nothing of where it is shown. */
import type { CardProps, StepButton } from "../contract.ts";
import { CROSS, create, createIconButton, nameButton, setAttributes } from "../kit/elements.ts";
import type { Scope } from "../kit/scope.ts";
import { fillWords, renderText } from "../kit/text.ts";
import { createMenu, type Menu } from "./menu.ts";

export interface Card {
  readonly element: HTMLDialogElement;
  readonly heading: HTMLElement;
  readonly menu: Menu;
  /** Scrolls when there is little height. */
  readonly body: HTMLElement;
  readonly fill: (props: CardProps, stage: Scope, toField: (() => void) | null) => void;
}

export function createCard(scope: Scope): Card {
  const heading = create("h2");
  const text = create("div", "text");
  const body = create("div", "body", heading, text);
  const cross = createIconButton(CROSS, "close");
  const menu = createMenu(scope);
  const count = create("span", "count");
  const done = create("span");
  const bar = create("span", "bar", done);
  const buttons = create("div", "buttons");
  const element = create("dialog", "card", body, cross, create("div", "foot", menu.element, count, bar, buttons));

  setAttributes(element, { "aria-labelledby": "hr-title" });
  setAttributes(heading, { id: "hr-title", tabindex: "-1", "aria-describedby": "hr-text" });
  setAttributes(text, { id: "hr-text" });
  setAttributes(bar, { "aria-hidden": "true" });

  return {
    element,
    heading,
    menu,
    body,
    fill(props, stage, toField) {
      const { words, position, total } = props;
      stage.listen(cross, "click", props.onNotNow);
      element.lang = words.locale;
      element.dir = words.direction;
      heading.replaceChildren(renderText(props.title, true));
      text.replaceChildren(renderText(props.text));
      nameButton(cross, words.not_now);
      menu.fill(words.more_options, [
        { label: words.never, onPress: props.onNever },
        { label: words.no_more_tours, onPress: props.onNoMoreTours },
      ]);
      const known = position !== null && total !== null;
      count.textContent = known ? fillWords(words.progress, { n: position, total }) : "";
      bar.hidden = !known;
      if (known) done.style.setProperty("inline-size", `${(100 * position) / total}%`);
      const field = toField ? [{ label: words.go_to_field, primary: false, onPress: toField }] : [];
      const plain = props.buttons.filter(({ primary }) => !primary);
      const filled = props.buttons.filter(({ primary }) => primary);
      buttons.replaceChildren(...[...plain, ...field, ...filled].map((button) => createButton(stage, button)));
    },
  };
}

export function createButton(scope: Scope, { label, primary, onPress }: StepButton): HTMLButtonElement {
  const button = create("button", primary ? "primary" : "plain", label);
  scope.listen(button, "click", onPress);
  return button;
}
