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
import {
  applyTheme,
  createAnnouncer,
  createCard,
  findFocus,
  findVisibleBox,
  holds,
  keepInside,
  raise,
  rememberFocus,
  sit,
} from "../step/shared.ts";
import type { MakeView, View } from "../step/view.ts";
import css from "./aside.css";

type AsideProps = Extract<StepProps, { kind: "slide-out" | "banner" }>;
type Edge = "corner" | "top" | "bottom";

/** px between it and what has the focus, its own distance to the window's edge counted in. */
const AIR = 12;
/** Lower than this, nothing of it can be read. */
const LEAST = 80;

const slideOut: MakeView<AsideProps> = (root, scope) => showAside(root, scope, "dialog");
export const banner: MakeView<AsideProps> = (root, scope) => showAside(root, scope, "section");
export { slideOut as "slide-out" };

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

  const low = tag === "dialog" ? "corner" : "bottom";
  let step: AsideProps | null = null;
  let edge: Edge = low;
  let seated = "";
  const returnTo = rememberFocus(scope);
  const isInside = () => holds(element, findFocus());
  const focusQuietly = (to: Element | null) => (to as HTMLElement | null)?.focus({ preventScroll: true });

  /** Out of the way of what has the focus: to the other edge, or as low as that leaves room for. */
  function dodge() {
    const focus = findFocus();
    const focused = focus && !holds(root.host, focus) ? findVisibleBox(focus) : null;
    const { left, right } = element.getBoundingClientRect();
    const height = element.offsetHeight + card.body.scrollHeight - card.body.clientHeight;
    if (!focused || focused.x >= right || focused.x + focused.width <= left) {
      settle(edge);
      return;
    }
    const rooms = {
      top: focused.y - AIR,
      [low]: (visualViewport?.height ?? innerHeight) - focused.y - focused.height - AIR,
    } as Record<Edge, number>;
    const other = edge === "top" ? low : "top";
    const best = rooms[other] > rooms[edge] ? other : edge;
    if (rooms[edge] >= height) settle(edge);
    else if (rooms[other] >= height) settle(other);
    else settle(best, Math.max(LEAST, rooms[best]));
  }

  function settle(at: Edge, height?: number) {
    const seat = height === undefined ? { at } : { at, height };
    const wanted = JSON.stringify(seat);
    if (wanted === seated) return;
    if (at !== edge) move(element, { opacity: [0, 1] });
    seated = wanted;
    edge = at;
    sit(card, seat);
  }

  scope.listen(element, "keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    step?.onNotNow();
  });
  scope.listen(document, "focusin", dodge, { capture: true });
  scope.listen(document, "scroll", dodge, { capture: true, passive: true });
  scope.listen(window, "resize", dodge);
  keepInside(scope, root.host);
  scope.after(
    () => import("../round/round.ts"),
    ({ join }) => join(scope, root, element),
  );
  scope.atEnd(() => {
    const wasInside = isInside();
    element.remove();
    if (wasInside) focusQuietly(returnTo());
  });

  return {
    update(props, stage, hadFocus) {
      const isNew = !step || nameStep(step) !== nameStep(props);
      const wasInside = isInside();
      const takesFocus = hadFocus || wasInside;
      if (isNew) edge = props.kind === "banner" ? props.edge : low;
      step = props;
      applyTheme(stage, [element], props.theme);
      card.fill(props, stage, null);
      raise(element);
      seated = "";
      settle(edge);
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
