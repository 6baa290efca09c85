/**
 * A small button of ours beside the target; its card opens by hover, focus or press. The pointer may go into the card, which stays
 * until hover and focus are gone, and Escape closes it (WCAG 1.4.13). A press keeps it open.
 */
import type { StepProps } from "../contract.ts";
import { create, createIconButton, nameButton, setAttributes } from "../kit/elements.ts";
import { move } from "../kit/motion.ts";
import { adoptSheets } from "../kit/sheet.ts";
import { fillWords } from "../kit/text.ts";
import { nameStep } from "../step/name.ts";
import {
  applyTheme,
  createAnnouncer,
  createCard,
  findFocus,
  findSeat,
  findVisibleBox,
  holds,
  isInSight,
  keepInside,
  lower,
  raise,
  rememberFocus,
  scrollTo,
  sit,
} from "../step/shared.ts";
import type { MakeView } from "../step/view.ts";
import { chooseSide, placeBeside, type Side } from "./beside.ts";
import css from "./tooltip.css";

type TooltipProps = Extract<StepProps, { kind: "tooltip" }>;

const INFO = "M8 7v5M8 4h.01";
/** Time for the pointer to cross the gap to the card, in ms. */
const CROSSING = 300;

export const tooltip: MakeView<TooltipProps> = (root, scope) => {
  adoptSheets(root, css);
  const beacon = createIconButton(INFO, "beacon");
  const card = createCard(root, scope, "dialog");
  const announcer = createAnnouncer(scope);
  const tip = create("div", "tip", beacon, card.element, announcer.element);
  setAttributes(card.element, { id: "hr-tip" });
  setAttributes(beacon, { "aria-controls": "hr-tip" });
  root.append(tip);

  let step: TooltipProps | null = null;
  let side: Side | null = null;
  let isOpen = false;
  let isKept = false;
  let isHovered = false;
  /** The focus goes back to the button, which is no reason to open its card. */
  let isLeaving = false;
  let timer = 0;

  const returnTo = rememberFocus(scope);
  const hasFocus = () => holds(tip, findFocus());

  function open() {
    clearTimeout(timer);
    if (isOpen) return;
    isOpen = true;
    setAttributes(beacon, { "aria-expanded": "true" });
    raise(card.element);
    if (draw() && step) scrollTo(step.target, "end", scope, draw);
    move(card.element, { opacity: [0, 1], transform: ["translateY(6px)", "none"] });
  }
  function close() {
    clearTimeout(timer);
    const wasInside = holds(card.element, findFocus());
    isOpen = isKept = false;
    setAttributes(beacon, { "aria-expanded": "false" });
    lower(card.element);
    isLeaving = true;
    if (wasInside) focusQuietly(beacon);
    isLeaving = false;
  }
  function focusQuietly(to: Element | null) {
    (to as HTMLElement | null)?.focus({ preventScroll: true });
  }
  const closeUnlessUsed = scope.guard(() => {
    if (isOpen && !isKept && !isHovered && !hasFocus()) close();
  });

  /** Out: whether the card covers its target, for which a scroll could make room. */
  function draw(): boolean {
    if (!step) return false;
    const box = findVisibleBox(step.target);
    tip.hidden = !box && !isOpen && !hasFocus();
    if (!box) return false;
    const rtl = card.element.dir === "rtl";
    side = chooseSide(box, beacon.offsetWidth, side, rtl, root.host);
    const spot = placeBeside(box, beacon.offsetWidth, side, rtl);
    const right = Math.max(box.x + box.width, spot.x + spot.width);
    const low = Math.max(box.y + box.height, spot.y + spot.height);
    const [x, y] = [Math.min(box.x, spot.x), Math.min(box.y, spot.y)];
    const seat = isOpen && findSeat(card, { x, y, width: right - x, height: low - y }, step.placement);
    tip.style.left = `${Math.round(spot.x)}px`;
    tip.style.top = `${Math.round(spot.y)}px`;
    if (seat) sit(card, seat);
    return !!seat && "covers" in seat && seat.covers && box.height < innerHeight / 2;
  }

  scope.listen(tip, "pointerenter", (event) => {
    if (event.pointerType === "touch") return;
    isHovered = true;
    open();
  });
  scope.listen(tip, "pointerleave", () => {
    isHovered = false;
    timer = window.setTimeout(closeUnlessUsed, CROSSING);
  });
  scope.listen(beacon, "focus", () => isLeaving || open());
  scope.listen(tip, "focusout", () => {
    timer = window.setTimeout(closeUnlessUsed);
  });
  scope.listen(beacon, "click", (event) => {
    // By a pointer that has opened it already, a press keeps it; by keys it does what `aria-expanded` makes one expect.
    if (event.detail ? isKept : isOpen) close();
    else {
      open();
      isKept = true;
    }
  });
  scope.listen(tip, "keydown", (event) => {
    if (event.key !== "Escape" || !isOpen) return;
    event.preventDefault();
    close();
  });
  keepInside(scope, root.host);
  scope.atEnd(() => {
    clearTimeout(timer);
    const wasInside = hasFocus();
    tip.remove();
    if (wasInside) focusQuietly(returnTo());
  });

  return {
    update(props, stage, hadFocus) {
      const { target, words } = props;
      const isNew = !step || nameStep(step) !== nameStep(props);
      const byPerson = props.entered === "by-person";
      if (step?.target !== target) side = null;
      if (isNew && isOpen) close();
      step = props;
      applyTheme(stage, [tip, card.element], props.theme);
      card.fill(props, stage, null);
      tip.dir = words.direction;
      const title = card.heading.textContent ?? "";
      nameButton(beacon, title);
      if (isNew) setAttributes(beacon, { "aria-expanded": "false" });
      raise(tip);
      draw();
      stage.after(
        () => import("../follow/follow.ts"),
        ({ follow }) => follow(target, card.element, stage, draw),
      );
      stage.listen(target.ownerDocument, "keydown", (event) => {
        const isHere = isHovered || holds(target, findFocus());
        if (event.key === "Escape" && isOpen && isHere && !event.defaultPrevented) close();
      });
      stage.after(
        () => import("../order/order.ts"),
        ({ joinTabOrder }) => joinTabOrder(stage, tip, root.host, target, () => !tip.hidden, undefined, true),
      );
      if (!isNew) return;
      announcer.say(byPerson ? "" : fillWords(words.announced, { tour: props.tour, title }));
      if (!byPerson && !hadFocus) return;
      const enter = () => {
        tip.hidden = false;
        focusQuietly(beacon);
        open();
      };
      if (isInSight(target)) enter();
      else scrollTo(target, "center", stage, enter);
    },
  };
};
