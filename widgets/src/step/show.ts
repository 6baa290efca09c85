/** The card on the page: its layer, its focus, its place. Effects only; what it holds is card.ts, where it goes is place.ts. */
import type { SpotlightProps, StepProps } from "../contract.ts";
import type { DrawOthers } from "../highlights/highlights.ts";
import { createAnnouncer } from "../kit/announce.ts";
import { create } from "../kit/elements.ts";
import { findFirstTabbable, findFocus, holds, isEditable } from "../kit/focus.ts";
import { keepInside } from "../kit/keep_inside.ts";
import { lower, prepareLayer, raise } from "../kit/layer.ts";
import { glide, move } from "../kit/motion.ts";
import { rememberFocus } from "../kit/remember_focus.ts";
import type { Scope } from "../kit/scope.ts";
import { fillWords } from "../kit/text.ts";
import { applyTheme } from "../kit/theme.ts";
import { createCard } from "./card.ts";
import { nameStep } from "./name.ts";
import type { Box, Seat } from "./place.ts";
import { createRing, growBox } from "./ring.ts";
import { isCovered, isInSight, scrollTo } from "./scroll.ts";
import { findSeat, sit } from "./seat.ts";
import { findVisibleBox } from "./sight.ts";
import type { View } from "./view.ts";

type CardStep = Extract<StepProps, { kind: "modal" | "blocked" | "open" | "float" }>;
/** What the card keeps away from its target already allows for. */
const PADDING = 6;
type Layer = "none" | "modal" | "popover";

export function showCard(root: ShadowRoot, scope: Scope): View<CardStep> {
  const card = createCard(root, scope, "dialog");
  const ring = createRing();
  const rings = create("div", "rings", ring.element);
  const announcer = createAnnouncer(scope);
  const { element, heading } = card;
  element.append(announcer.element);
  rings.inert = true; // and so hidden from assistive technology
  root.append(rings, element);

  let step: CardStep | null = null;
  let layer: Layer = "none";
  /** The rest is dimmed, and inert or about to be. */
  let dims = false;
  /** A field that the person was in when a modal step came by itself: it becomes modal once they let go of it. */
  let held: Element | null = null;
  let drawOthers: DrawOthers | undefined;
  /** Lasts until the next update. */
  let stage = scope;

  const returnTo = rememberFocus(scope);
  const isUp = () => element.matches(":modal,:popover-open");
  const isExpanded = () => !!element.querySelector("[aria-expanded=true]");
  const isInside = () => holds(element, findFocus());
  const focusQuietly = (to: Element | null) => (to as HTMLElement | null)?.focus({ preventScroll: true });
  const hideRing = () => {
    ring.element.hidden = true;
  };
  const leave = () => step?.onNotNow();
  const leaveOn = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    leave();
  };

  /** The rings are raised first, so that they lie below. Nothing happens to what is up already. */
  function present(wanted: Layer) {
    if (layer === wanted && isUp()) return;
    if (layer === "modal") element.close();
    else lower(element);
    layer = wanted;
    raise(rings);
    heading.autofocus = wanted === "modal";
    if (wanted === "modal") element.showModal();
    else raise(element);
  }

  function releaseHeld() {
    const isPressing = document.querySelector(":active"); // a click is under way, and comes first
    if (!held || isPressing || findFocus() === held || isExpanded()) return;
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
    if (layer === "modal" && isUp()) return;
    present("popover");
    const become = stage.guard(() => {
      // A menu that is open would close.
      if (isExpanded()) frame = requestAnimationFrame(become);
      else if (dims) becomeModal();
    });
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(become);
    });
    stage.atEnd(() => cancelAnimationFrame(frame));
  }

  function draw() {
    // One that was just replaced is nowhere: the card waits for the next where it stands.
    if (!step || ("target" in step && !step.target.isConnected)) return;
    prepareLayer(rings);
    prepareLayer(element);
    let paint = hideRing;
    let box: Box | null = null;
    if ("target" in step) {
      box = findVisibleBox(step.target);
      paint = ring.drawAround(step.target, box, step, dims);
    }
    // All is read by now that is read, so that the page is laid out once.
    const seat = box ? findSeatAt(box) : { at: step.kind === "modal" ? ("middle" as const) : ("corner" as const) };
    sit(card, seat);
    paint();
    element.classList.toggle("dim", dims && !box);
    drawOthers?.(dims && !!box);
  }

  function findSeatAt(box: Box): Seat {
    const { padding, placement } = step as SpotlightProps;
    const seat = findSeat(card, growBox(box, padding - PADDING), placement);
    return seat.covers ? findSeat(card, box, placement) : seat;
  }

  /** To its place, gliding from the last one if it was seen there. */
  function arrive(target: Element | null, from: { card: DOMRect; ring: DOMRect; isDim: boolean } | null) {
    element.classList.remove("waiting");
    draw();
    const here = stage;
    if (target)
      here.after(
        () => import("../follow/follow.ts"),
        ({ follow }) => follow(target, element, here, draw),
      );
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
    hideRing();
    element.classList.add("waiting");
    element.classList.toggle("dim", dims);
    bring(target, away, () => arrive(target, from && { card: new DOMRect(), ring: new DOMRect(), isDim: dims }));
  }

  function bring(target: Element, away: ScrollLogicalPosition, atRest: () => void) {
    scrollTo(target, away, stage, () => {
      const still = findAway(target);
      // Where a scroller snaps, the least movement may snap back.
      const again = still === "nearest" || isCovered(target, root.host) ? "center" : still;
      if (again) scrollTo(target, again, stage, atRest);
      else atRest();
    });
  }

  /** Where to scroll a target that isn't in sight, or that leaves no room for the card; null if it is well as it is. */
  function findAway(target: Element): ScrollLogicalPosition | null {
    if (!isInSight(target)) return "nearest";
    const box = findVisibleBox(target);
    const seat = box && findSeatAt(box);
    return seat?.covers && (box as Box).height < innerHeight / 2 ? "end" : null;
  }

  scope.listen(element, "cancel", (event) => {
    event.preventDefault();
    leave();
  });
  scope.listen(element, "close", () => {
    if (layer === "modal" && !element.open) leave(); // closed by the browser, past `cancel`
  });
  scope.listen(element, "keydown", (event) => {
    if (layer !== "modal") leaveOn(event);
  });
  const release = scope.guard(releaseHeld);
  scope.listen(document, "focusout", () => void (held && setTimeout(release)));
  scope.listen(window, "pointerup", () => void (held && setTimeout(release)), { capture: true });
  keepInside(scope, root.host);
  scope.atEnd(() => {
    // Taken out of the page under us, as a host may do, it has lost the focus already.
    const wasInside = isInside() || (!findFocus() && !isUp());
    step = held = null;
    dims = false;
    const last = layer;
    layer = "none";
    if (last === "modal") element.close();
    element.remove();
    rings.remove();
    if (wasInside) focusQuietly(returnTo());
  });

  return {
    update(props, next) {
      const isNew = !step || nameStep(step) !== nameStep(props);
      const isDim = dims;
      const hadTarget = !!step && "target" in step;
      const others = "highlights" in props && props.highlights.length ? props : null;
      const from = step && { card: element.getBoundingClientRect(), ring: ring.element.getBoundingClientRect(), isDim };
      const focus = findFocus();
      const wasInside = isInside();
      const target = "target" in props ? props.target : null;
      const isModal = props.kind === "modal" || props.kind === "blocked";
      const byPerson = props.entered === "by-person";
      stage = next;
      step = props;
      drawOthers = undefined;
      if (others)
        next.after(
          () => import("../highlights/highlights.ts"),
          ({ showHighlights }) => {
            drawOthers = showHighlights(rings, others, next, draw);
            draw();
          },
        );

      applyTheme(stage, [element, rings], props.theme);
      const field = props.kind === "open" ? findFirstTabbable(props.target) : null;
      card.fill(props, stage, field && (() => field.focus()));
      if (isNew) held = isModal && !byPerson && !wasInside && isEditable(focus) ? focus : null;
      else if (!isModal) held = null;
      dims = isModal && !held;
      if (dims) becomeModalSoon();
      else present("popover");

      if ((isNew && byPerson) || (wasInside && (isNew || !isInside()))) focusQuietly(heading);
      if (isNew) {
        const said = { tour: props.tour, title: heading.textContent ?? "" };
        announcer.say(byPerson ? "" : fillWords(props.words.announced, said));
      }
      stage.after(
        () => import("../order/order.ts"),
        ({ joinTabOrder }) => joinTabOrder(next, element, root.host, target, () => !dims, leaveOn),
      );
      // Whoever zooms in can't scroll to it themselves: the page is inert.
      next.listen(window, "resize", () => {
        const away = dims && target && findAway(target);
        if (away) bring(target, away, draw);
      });
      if (isNew) card.body.scrollTop = 0;
      // One that is replaced on the way there is still to be gone to.
      if (target && (isNew || !hadTarget || element.classList.contains("waiting"))) approach(target, from);
      else arrive(target, from);
    },
  };
}
