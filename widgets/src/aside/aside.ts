/**
 * Cards that stand aside: a slide-out in the corner, a banner over the width. They are announced and take no focus, but from a card
 * of ours before them; and they move out of the way of what has it (WCAG 2.4.11).
 */
import type { StepProps } from "../contract.ts";
import { move } from "../kit/motion.ts";
import type { Scope } from "../kit/scope.ts";
import { adoptSheets } from "../kit/sheet.ts";
import { fillWords } from "../kit/text.ts";
import { nameStep } from "../step/name.ts";
import { cutBox } from "../step/place.ts";
import {
  applyTheme,
  createAnnouncer,
  createCard,
  findFocus,
  findVisibleBox,
  holds,
  keepInside,
  raise,
  sit,
} from "../step/shared.ts";
import type { MakeView, View } from "../step/view.ts";
import css from "./aside.css";

type AsideProps = Extract<StepProps, { kind: "slide-out" | "banner" }>;
type Edge = "corner" | "top" | "bottom";

export const showSlideOut: MakeView<AsideProps> = (root, scope) => showAside(root, scope, "dialog");
export const showBanner: MakeView<AsideProps> = (root, scope) => showAside(root, scope, "section");

function showAside(root: ShadowRoot, scope: Scope, tag: "dialog" | "section"): View<AsideProps> {
  const card = createCard(root, scope, tag);
  const announcer = createAnnouncer(scope);
  const { element, heading } = card;
  adoptSheets(root, css);
  element.append(announcer.element);
  if (tag === "section") {
    element.classList.add("banner");
    element.part.add("banner");
  }
  root.append(element);

  let step: AsideProps | null = null;
  let edge: Edge = "corner";
  let returnTo: Element | null = null;
  const isInside = () => holds(element, findFocus());
  const focusQuietly = (to: Element | null) => (to as HTMLElement | null)?.focus({ preventScroll: true });

  /** To the other edge, if less of what has the focus is covered there. */
  function dodge() {
    const focus = findFocus();
    const focused = focus && !holds(root.host, focus) && findVisibleBox(focus);
    if (!focused) return;
    const box = element.getBoundingClientRect();
    const top = edge === "top" ? box.y : innerHeight - box.bottom;
    const isUp = edge === "top";
    const measure = (y: number) => {
      const { width, height } = cutBox(focused, new DOMRect(box.x, y, box.width, box.height)) ?? {
        width: 0,
        height: 0,
      };
      return width * height;
    };
    const other = isUp ? innerHeight - top - box.height : top;
    if (measure(other) >= measure(box.y)) return;
    edge = isUp ? (tag === "dialog" ? "corner" : "bottom") : "top";
    sit(card, { at: edge });
    move(element, { opacity: [0, 1] });
  }

  scope.listen(element, "keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    step?.onNotNow();
  });
  scope.listen(document, "focusin", dodge, { capture: true });
  scope.listen(document, "scroll", dodge, { capture: true, passive: true });
  scope.listen(window, "resize", dodge);
  keepInside(scope, element, root.host);
  scope.atEnd(() => {
    const wasInside = isInside();
    element.remove();
    if (wasInside) focusQuietly(returnTo);
  });

  return {
    update(props, stage, hadFocus) {
      const isNew = !step || nameStep(step) !== nameStep(props);
      const wasInside = isInside();
      const takesFocus = hadFocus || wasInside;
      if (isNew) edge = props.kind === "banner" ? props.edge : "corner";
      step = props;
      applyTheme(stage, [element], props.theme);
      card.fill(props, stage, null);
      raise(element);
      sit(card, { at: edge });
      if (takesFocus && !wasInside) returnTo = findFocus();
      if (takesFocus && (isNew || !isInside())) focusQuietly(heading);
      if (isNew) {
        card.body.scrollTop = 0;
        const said = { tour: props.tour, title: heading.textContent ?? "" };
        announcer.say(takesFocus ? "" : fillWords(props.words.announced, said));
        move(element, { opacity: [0, 1], transform: [`translateY(${edge === "top" ? -6 : 6}px)`, "none"] });
      }
      dodge();
    },
  };
}
