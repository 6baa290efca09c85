/** The card's own elements: made once, filled anew for every step. It knows nothing of where it is shown. */
import type { CardProps, Media, StepButton } from "../contract.ts";
import { CROSS, create, createIconButton, DOTS, nameButton, setAttributes } from "../kit/elements.ts";
import type { Scope } from "../kit/scope.ts";
import { createLink, fillWords, renderText } from "../kit/text.ts";
import type { Menu } from "../menu/menu.ts";

export interface Card<K extends keyof HTMLElementTagNameMap = "dialog"> {
  readonly element: HTMLElementTagNameMap[K];
  readonly heading: HTMLElement;
  /** Scrolls when there is little height. */
  readonly body: HTMLElement;
  readonly fill: (props: CardProps, stage: Scope, toField: (() => void) | null) => void;
}

export function createCard<K extends "dialog" | "section">(root: ShadowRoot, scope: Scope, tag: K): Card<K> {
  const heading = create("h2", "title");
  const text = create("div", "text");
  const media = create("div", "media");
  const body = create("div", "body", heading, text, media);
  const cross = createIconButton(CROSS, "close");
  const more = createIconButton(DOTS, "more");
  const count = create("span", "count");
  const done = create("span");
  const bar = create("span", "bar", done);
  const buttons = create("div", "buttons");
  const element = create(
    tag,
    "card",
    body,
    cross,
    create("div", "foot", create("div", "options", more), count, bar, buttons),
  );
  let filled: CardProps | undefined;
  let menu: Menu | undefined;
  let shown: string | undefined;
  let drawn: string | undefined;
  let all: readonly StepButton[] = [];

  setAttributes(element, { "aria-labelledby": "hr-title" });
  setAttributes(heading, { id: "hr-title", tabindex: "-1", "aria-describedby": "hr-text" });
  setAttributes(text, { id: "hr-text", dir: "auto" });
  setAttributes(bar, { "aria-hidden": "true" });

  const fetchMenu = (use?: (menu: Menu) => void) =>
    scope.after(
      () => import("../menu/menu.ts"),
      ({ createMenu }) => {
        menu ??= createMenu(root, more, scope);
        if (filled) menu.fill(filled);
        use?.(menu);
      },
    );
  // It has listeners of its own once it is there.
  scope.listen(more, "click", () => menu || fetchMenu((made) => made.open()));
  fetchMenu();

  /** It goes on as it is for as long as it is the same. */
  function fillMedia(wanted: Media | null) {
    const name = JSON.stringify(wanted);
    if (name === shown) return;
    shown = name;
    media.hidden = !wanted;
    media.replaceChildren();
    if (wanted)
      scope.after(
        () => import("../media/media.ts"),
        ({ showMedia }) => name === shown && showMedia(media, wanted, scope),
      );
  }

  return {
    element,
    heading,
    body,
    fill(props, stage, toField) {
      const { words, position, total } = props;
      stage.listen(cross, "click", props.onNotNow);
      element.lang = words.locale;
      element.dir = words.direction;
      fillMedia(props.media);
      nameButton(cross, words.not_now);
      nameButton(more, words.more_options);
      filled = props;
      menu?.fill(props);
      const known = position && total;
      count.textContent = known ? fillWords(words.progress, { n: position, total }) : "";
      bar.hidden = !known;
      if (known) done.style.setProperty("inline-size", `${(100 * position) / total}%`);
      const field = toField ? [{ label: words.go_to_field, primary: false, onPress: toField }] : [];
      all = [...props.buttons, ...field].sort((one, other) => +one.primary - +other.primary);
      const name = JSON.stringify([props.title, props.text, all]);
      if (name === drawn) return; // of a target that is made anew all the time: what is being pressed or read stays
      drawn = name;
      heading.replaceChildren(create("bdi", "", renderText(props.title, true)));
      text.replaceChildren(renderText(props.text));
      buttons.replaceChildren(
        ...all.map((button, at) => createButton(scope, { ...button, onPress: () => all[at]?.onPress() })),
      );
    },
  };
}

export function createButton(scope: Scope, { label, primary, href, onPress }: StepButton): HTMLElement {
  const button = createLink(href) ?? create("button");
  const name = primary ? "primary" : "plain";
  setAttributes(button, { class: name, part: name });
  button.append(label);
  scope.listen(button, "click", onPress);
  return button;
}
