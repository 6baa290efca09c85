/** The card on the page: its layer, its focus, its place. Effects only; what it holds is card.ts, where it goes is place.ts. */
import type { StepProps } from "../contract.ts";
import { createAnnouncer } from "../kit/announce.ts";
import { findFirstTabbable, findFocus, holds, isEditable } from "../kit/focus.ts";
import { keepInside } from "../kit/keep_inside.ts";
import { lower, raise } from "../kit/layer.ts";
import { glide, move } from "../kit/motion.ts";
import type { Scope } from "../kit/scope.ts";
import { fillWords } from "../kit/text.ts";
import { applyTheme } from "../kit/theme.ts";
import { createCard } from "./card.ts";
import { follow } from "./follow.ts";
import { type Box, placeCard, type Seat } from "./place.ts";
import { createRing } from "./ring.ts";
import { isCovered, isInSight, scrollTo } from "./scroll.ts";
import { findVisibleBox } from "./sight.ts";
import { joinTabOrder, loopTab } from "./tab_order.ts";
import type { View } from "./view.ts";

export type CardStep = Exclude<StepProps, { kind: "notice" }>;
type Layer = "none" | "modal" | "popover";

export function showCard(root: ShadowRoot, scope: Scope): View<CardStep> {
  const card = createCard(scope);
  const ring = createRing();
  const announcer = createAnnouncer(scope);
  const { element, heading } = card;
  element.append(announcer.element);
  root.append(ring.element, element);

  let step: CardStep | null = null;
  let layer: Layer = "none";
  /** The rest is dimmed, and inert or about to be. */
  let dims = false;
  let returnTo: Element | null = null;
  /** A field that the person was in when a modal step came by itself: it becomes modal once they let go of it. */
  let held: Element | null = null;
  /** Lasts until the next update. */
  let stage = scope;

  const isInside = () => holds(element, findFocus());
  const focusQuietly = (to: Element | null) => (to as HTMLElement | null)?.focus({ preventScroll: true });
  const leave = () => step?.onNotNow();
  const leaveOn = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    leave();
  };

  /** The ring is raised first, so that it lies below. Nothing happens to what is up already. */
  function present(wanted: Layer) {
    if (layer === wanted && element.matches(wanted === "modal" ? ":modal" : ":is(:popover-open, .raised)")) return;
    if (layer === "modal") element.close();
    else lower(element);
    layer = wanted;
    raise(ring.element);
    heading.autofocus = wanted === "modal";
    if (wanted === "modal") element.showModal();
    else raise(element);
  }

  function releaseHeld() {
    const isPressing = document.querySelector(":active"); // a click is under way, and comes first
    if (!held || isPressing || findFocus() === held || card.menu.isOpen()) return;
    returnTo = held;
    held = null;
    dims = true;
    becomeModal();
    draw();
  }

  function becomeModal() {
    const inner = isInside() ? findFocus() : null;
    present("modal");
    focusQuietly(inner ?? heading);
  }

  /** To make a page inert the browser styles all of it anew: the card is painted before that, not after. */
  function becomeModalSoon() {
    if (layer === "modal" && element.matches(":modal")) return;
    present("popover");
    const become = stage.guard(() => void (dims && becomeModal()));
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(become);
    });
    stage.atEnd(() => cancelAnimationFrame(frame));
  }

  function draw() {
    if (!step) return;
    const target = "target" in step ? step.target : null;
    const box = target && findVisibleBox(target);
    if (target && box) ring.drawAround(target, box, dims);
    else ring.hide();
    element.classList.toggle("dim", dims && !box);
    sit(box ? findSeat(box) : { at: step.kind === "modal" ? "middle" : "corner" });
  }

  function findSeat(box: Box): Seat {
    // The visual viewport knows of an on-screen keyboard; scaled back, because a pinch is no reason to shrink.
    const { width, height, scale } = visualViewport ?? { width: innerWidth, height: innerHeight, scale: 1 };
    const room = { width: width * scale, height: height * scale };
    const hidden = card.body.scrollHeight - card.body.clientHeight;
    const size = { width: element.offsetWidth, height: element.offsetHeight + hidden };
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

  /** To its place, gliding from the last one if it was seen there. */
  function arrive(target: Element | null, from: { card: DOMRect; ring: DOMRect; isDim: boolean } | null) {
    element.classList.remove("waiting");
    if (target) follow(target, element, stage, draw);
    draw();
    card.body.tabIndex = card.body.scrollHeight > card.body.clientHeight ? 0 : -1;
    if (from?.card.width) glide(element, from.card);
    else move(element, { opacity: [0, 1], transform: ["translateY(6px)", "none"] });
    if (from?.ring.width) glide(ring.element, from.ring);
    else if (!from?.isDim) {
      move(ring.element, { opacity: [0, 1] });
      if (element.classList.contains("dim")) move(element, { opacity: [0, 1] }, "::backdrop");
    }
  }

  function approach(target: Element, from: Parameters<typeof arrive>[1]) {
    const away = findAway(target);
    if (!away) {
      arrive(target, from);
      return;
    }
    ring.hide();
    element.classList.add("waiting");
    element.classList.toggle("dim", dims);
    const rest = () => arrive(target, from && { card: new DOMRect(), ring: new DOMRect(), isDim: dims });
    scrollTo(target, away, stage, () => {
      const again = isCovered(target, root.host) ? "center" : findAway(target);
      if (again) scrollTo(target, again, stage, rest);
      else rest();
    });
  }

  /** Where to scroll a target that isn't in sight, or that leaves no room for the card; null if it is well as it is. */
  function findAway(target: Element): ScrollLogicalPosition | null {
    if (!isInSight(target)) return "nearest";
    const box = findVisibleBox(target);
    const seat = box && findSeat(box);
    return box && seat && "covers" in seat && seat.covers && box.height < innerHeight / 2 ? "end" : null;
  }

  scope.listen(element, "cancel", (event) => {
    event.preventDefault();
    leave();
  });
  scope.listen(element, "close", () => {
    if (layer === "modal" && !element.open) leave(); // closed by the browser, past `cancel`
  });
  scope.listen(element, "keydown", (event) => {
    if (dims) loopTab(event, element);
    if (layer !== "modal") leaveOn(event);
  });
  const release = scope.guard(releaseHeld);
  scope.listen(document, "focusout", () => void (held && setTimeout(release)));
  scope.listen(window, "pointerup", () => void (held && setTimeout(release)), { capture: true });
  keepInside(scope, element, root.host);
  scope.atEnd(() => {
    const wasInside = isInside();
    step = held = null;
    dims = false;
    const last = layer;
    layer = "none";
    if (last === "modal") element.close();
    element.remove();
    ring.element.remove();
    if (wasInside) focusQuietly(returnTo);
  });

  return {
    update(props, next) {
      const isNew = !step || nameStep(step) !== nameStep(props);
      const isDim = dims;
      const hadTarget = !!step && "target" in step;
      const from = step && { card: element.getBoundingClientRect(), ring: ring.element.getBoundingClientRect(), isDim };
      const focus = findFocus();
      const wasInside = isInside();
      const target = "target" in props ? props.target : null;
      const isModal = props.kind === "modal" || props.kind === "blocked";
      const byPerson = props.entered === "by-person";
      stage = next;
      step = props;

      applyTheme(stage, [element, ring.element], props.theme);
      const field = props.kind === "open" ? findFirstTabbable(props.target) : null;
      card.fill(props, stage, field && (() => field.focus()));
      if (isNew) held = isModal && !byPerson && !wasInside && isEditable(focus) ? focus : null;
      else if (!isModal) held = null;
      const takesFocus = isNew ? byPerson : false;
      if (!wasInside && (takesFocus || (isModal && !held))) returnTo = focus ?? returnTo;
      dims = isModal && !held;
      if (dims) becomeModalSoon();
      else present("popover");

      if (takesFocus || (wasInside && (isNew || !isInside()))) focusQuietly(heading);
      if (isNew) {
        const said = { tour: props.tour, title: heading.textContent ?? "" };
        announcer.say(byPerson ? "" : fillWords(props.words.announced, said));
      }
      if (target && !dims) {
        const isOpen = () => !dims;
        joinTabOrder(stage, element, root.host, target, isOpen);
        stage.listen(target.ownerDocument.defaultView ?? window, "keydown", (event) => {
          if (isOpen() && holds(target, findFocus())) leaveOn(event);
        });
      }
      if (isNew) card.body.scrollTop = 0;
      if (target && (isNew || !hadTarget)) approach(target, from);
      else arrive(target, from);
    },
  };
}

/** The same name, the same step: only its target or its words have changed, so nothing is announced again. */
function nameStep({ tour, position, title }: CardStep): string {
  return JSON.stringify([tour, position, title]);
}
