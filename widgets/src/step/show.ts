/** The card on the page: its layer, its focus, its place. Effects only; what it holds is card.ts, where it goes is place.ts. */
import { autoUpdate } from "@floating-ui/dom";
import type { StepProps } from "../contract.ts";
import { createAnnouncer } from "../kit/announce.ts";
import { findFirstTabbable, findFocus, holds } from "../kit/focus.ts";
import { isReduced, lower, raise } from "../kit/layer.ts";
import { openScope, type Scope } from "../kit/scope.ts";
import { fillWords } from "../kit/text.ts";
import { applyTheme } from "../kit/theme.ts";
import { createCard } from "./card.ts";
import { placeCard, type Seat } from "./place.ts";
import { createRing } from "./ring.ts";
import { isCovered, isInSight, scrollTo } from "./scroll.ts";
import { findVisibleBox } from "./sight.ts";
import type { View } from "./step.ts";
import { joinTabOrder } from "./tab_order.ts";

export type CardStep = Exclude<StepProps, { kind: "notice" }>;

const EASE = "cubic-bezier(.2, 0, 0, 1)";
const MOTION = { duration: 160, easing: EASE };

export function showCard(root: ShadowRoot, scope: Scope, onError: (error: unknown) => void): View<CardStep> {
  const card = createCard(scope);
  const ring = createRing();
  const announcer = createAnnouncer(scope);
  const { element, heading } = card;
  element.append(announcer.element);
  root.append(ring.element, element);

  let step: CardStep | null = null;
  let layer: "none" | "modal" | "popover" = "none";
  let returnTo: Element | null = null;
  /** A control that the person was in when a modal step came by itself: it becomes modal once they let go of it. */
  let held: Element | null = null;
  let stage: Scope = openScope(onError);

  const isInside = () => holds(element, findFocus());
  const focusQuietly = (to: Element | null) => (to as HTMLElement | null)?.focus({ preventScroll: true });

  function present(wanted: "modal" | "popover") {
    const isUp = wanted === "modal" ? element.matches(":modal") : element.popover && element.matches(":popover-open");
    if (layer === wanted && isUp) return;
    if (layer === "modal") element.close();
    if (layer === "popover") lower(element);
    layer = wanted;
    if (!ring.element.hidden) {
      lower(ring.element);
      raise(ring.element);
    }
    heading.autofocus = wanted === "modal";
    if (wanted === "modal") element.showModal();
    else raise(element);
  }

  function moveIn(to: Element) {
    if (!isInside()) returnTo = findFocus() ?? returnTo;
    focusQuietly(to);
  }

  function becomeModal() {
    const inner = isInside() ? findFocus() : null;
    returnTo = held;
    held = null;
    present("modal");
    focusQuietly(inner ?? heading);
    draw();
  }

  function draw() {
    if (!step) return;
    const target = "target" in step ? step.target : null;
    const box = target && findVisibleBox(target);
    if (target && box) {
      if (ring.element.hidden) raiseRing();
      ring.drawAround(target, box, layer === "modal");
    } else {
      ring.hide();
    }
    element.classList.toggle("dim", layer === "modal" && !box);
    sit(target && box ? findSeat(box) : { at: step.kind === "modal" ? "middle" : "corner" });
  }

  /** Under the card, which was raised before it or is raised again. */
  function raiseRing() {
    ring.element.hidden = false;
    raise(ring.element);
    if (layer === "popover") {
      const inner = isInside() ? findFocus() : null;
      lower(element);
      raise(element);
      focusQuietly(inner);
    }
  }

  function findSeat(box: NonNullable<ReturnType<typeof findVisibleBox>>): Seat {
    const view = visualViewport;
    const room = view
      ? { width: view.width * view.scale, height: view.height * view.scale }
      : { width: innerWidth, height: innerHeight };
    sit({ at: "beside", x: 0, y: 0 });
    const size = { width: element.offsetWidth, height: element.offsetHeight };
    element.style.setProperty("--hr-lift", `${Math.max(0, innerHeight - room.height)}px`);
    return placeCard(box, size, room, step?.placement ?? "bottom", element.dir === "rtl");
  }

  function sit(seat: Seat | { readonly at: "middle" | "corner" }) {
    const { style, dataset } = element;
    dataset.at = seat.at;
    style.translate = seat.at === "beside" ? `${Math.round(seat.x)}px ${Math.round(seat.y)}px` : "";
    if ("height" in seat) style.setProperty("--hr-room", `${seat.height}px`);
    else style.removeProperty("--hr-room");
  }

  function settle(target: Element | null, from: DOMRect | null) {
    element.classList.remove("waiting");
    if (target) stage.atEnd(autoUpdate(target, element, stage.guard(draw)));
    draw();
    card.body.tabIndex = card.body.scrollHeight > card.body.clientHeight + 1 ? 0 : -1;
    if (!isReduced()) arrive(from);
  }

  function arrive(from: DOMRect | null) {
    const to = element.getBoundingClientRect();
    if (!from) element.animate({ opacity: [0, 1], transform: ["translateY(6px)", "none"] }, MOTION);
    else if (Math.hypot(from.x - to.x, from.y - to.y) > 1)
      element.animate({ transform: [`translate(${from.x - to.x}px, ${from.y - to.y}px)`, "none"] }, MOTION);
    if (!ring.element.hidden) ring.element.animate({ opacity: [0, 1] }, MOTION);
  }

  function approach(target: Element, from: DOMRect | null) {
    if (isInSight(target)) {
      settle(target, from);
      return;
    }
    ring.hide();
    element.classList.add("waiting");
    scrollTo(target, "nearest", stage, () => {
      if (!isCovered(target, root.host)) settle(target, null);
      else scrollTo(target, "center", stage, () => settle(target, null));
    });
  }

  function leave() {
    step?.onNotNow();
  }

  scope.listen(element, "cancel", (event) => {
    if (event.target !== element) return;
    event.preventDefault();
    leave();
  });
  scope.listen(element, "close", () => {
    if (layer === "modal" && !element.open) leave(); // closed by the browser, past `cancel`
  });
  scope.listen(element, "keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || layer === "modal") return;
    event.preventDefault();
    leave();
  });
  scope.listen(document, "focusout", () => {
    if (held) setTimeout(scope.guard(() => void (held && findFocus() !== held && becomeModal())));
  });
  scope.atEnd(() => {
    const wasInside = isInside();
    stage.end();
    step = held = null;
    const last = layer;
    layer = "none";
    if (last === "modal") element.close();
    element.remove();
    ring.element.remove();
    if (wasInside) focusQuietly(returnTo);
  });

  return {
    update(props) {
      const isNew = !step || nameStep(step) !== nameStep(props);
      const from = step ? element.getBoundingClientRect() : null;
      const focus = findFocus();
      const wasInside = isInside();
      const target = "target" in props ? props.target : null;
      const isModal = props.kind === "modal" || props.kind === "blocked";
      const byPerson = props.entered === "by-person";
      stage.end();
      stage = openScope(onError);
      step = props;

      applyTheme([element, ring.element], props.theme);
      const field = props.kind === "open" ? findFirstTabbable(props.target) : null;
      card.fill(props, field && (() => field.focus()));
      if (isNew) held = isModal && !byPerson && !wasInside ? focus : null;
      else if (!isModal) held = null;
      if (isModal && !held && layer !== "modal" && !wasInside) returnTo = focus ?? returnTo;
      present(isModal && !held ? "modal" : "popover");

      if (isNew && (byPerson || wasInside)) moveIn(heading);
      else if (wasInside && !isInside()) focusQuietly(heading);
      if (isNew && !byPerson) {
        const title = heading.textContent ?? "";
        announcer.say(fillWords(props.words.announced, { tour: props.tour, title }));
      }
      if (target && layer === "popover") {
        joinTabOrder(stage, element, root.host, target);
        stage.listen(target.ownerDocument.defaultView ?? window, "keydown", (event) => {
          if (event.key !== "Escape" || event.defaultPrevented || !holds(target, findFocus())) return;
          event.preventDefault();
          leave();
        });
      }
      if (target) approach(target, from);
      else settle(null, from);
    },
  };
}

/** The same name, the same step: only its target or its words have changed, so nothing is announced again. */
function nameStep({ tour, position, title }: CardStep): string {
  return JSON.stringify([tour, position, title]);
}
