/**
 * Where marks are in the order of Tab: each right after its element, an open card right after its mark. Done by moving the focus on the one
 * key press that leads to a mark or away from it, so the host's order stays as it is, and nobody tabs through a hundred marks at the end.
 *
 * The page is walked from where the focus is, as a reader would see it (open shadow roots and slots as what they show), no further than
 * to the next stop.
 */
import { isTabbable, listTabbable } from "../kit/focus.ts";
import { findFocus, holds } from "../launcher/shared.ts";
import { parentOf } from "./ground.ts";
import type { Opener } from "./open.ts";
import type { Placed } from "./placed.ts";

export interface Stops {
  /** In the page: the browser does it, unless a mark comes first. */
  readonly move: (event: KeyboardEvent) => void;
  /** In a mark or its card. */
  readonly moveOn: (event: KeyboardEvent) => void;
}

type Stop = { readonly placed: Placed } | { readonly element: HTMLElement } | null;

/** The first of what a reader sees inside, or the last. */
function enter(node: Element, last: boolean): Element | null | undefined {
  if (isOurs(node)) return null;
  const assigned = node.localName === "slot" ? (node as HTMLSlotElement).assignedElements() : [];
  const inner = node.shadowRoot ?? node;
  return assigned.at(last ? -1 : 0) ?? (last ? inner.lastElementChild : inner.firstElementChild);
}

function besideOf(node: Element, before: boolean): Element | null | undefined {
  const all = node.assignedSlot?.assignedElements();
  if (all) return all[all.indexOf(node) + (before ? -1 : 1)];
  return before ? node.previousElementSibling : node.nextElementSibling;
}

const isOurs = (node: Element): boolean => node.matches("[data-handrail]");

export function makeStops(
  all: ReadonlyMap<Element, Placed>,
  opener: Opener,
  ensure: (placed: Placed) => HTMLButtonElement,
  isVisible: (element: Element) => boolean,
): Stops {
  /** Its mark, if Tab leads to one: an element that has the focus itself opens what it has. */
  function findStop(node: Element): Stop {
    const placed = all.get(node);
    if (!placed || !isVisible(node)) return null;
    const card = opener.cardOf(placed);
    const hasMark = placed.mark.show !== "focus" || !(isTabbable(node) || listTabbable(node.shadowRoot ?? node)[0]);
    return hasMark || (card && listTabbable(card)[0]) ? { placed } : null;
  }

  /** What comes after an element; `inside`: what is in it, first. */
  function findNext(from: Element, inside: boolean): Stop {
    for (let node = from, down = inside; ; ) {
      const child = down ? enter(node, false) : null;
      const stop = child || (node === from && !inside) ? null : findStop(node);
      if (stop) return stop;
      const next = child ?? besideOf(node, false);
      const up = next ?? parentOf(node);
      if (!up) return null;
      if (next && isTabbable(next)) return { element: next as HTMLElement };
      node = up;
      down = !!next;
    }
  }

  /** What comes before an element; `inside`: what is in it, from its end, and itself. */
  function findBefore(from: Element, inside: boolean): Stop {
    for (let node = from, down = inside; ; ) {
      const child = down ? enter(node, true) : null;
      if (down && !child && isTabbable(node)) return { element: node as HTMLElement };
      const next = child ?? besideOf(node, true);
      const stop = next ? findStop(next) : null;
      if (stop) return stop;
      const up = next ?? parentOf(node);
      if (!up) return null;
      if (!next && isTabbable(up)) return { element: up as HTMLElement };
      node = up;
      down = !!next;
    }
  }

  function go(event: Event, element: HTMLElement | undefined): void {
    if (!element) return;
    event.preventDefault();
    element.focus();
  }

  /** Into the card first where one comes to it from behind. */
  function goTo(event: KeyboardEvent, stop: Stop, back: boolean): void {
    if (!stop) return;
    if ("element" in stop) {
      go(event, stop.element);
      return;
    }
    const { placed } = stop;
    const card = opener.cardOf(placed);
    const inner = card ? listTabbable(card) : [];
    const isHidden = placed.mark.show === "focus" && isTabbable(placed.target);
    go(event, back ? (inner.at(-1) ?? ensure(placed)) : isHidden ? inner[0] : ensure(placed));
  }

  function move(event: KeyboardEvent): void {
    if (event.key !== "Tab" || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const active = findFocus();
    if (!active || isOurs(active)) return;
    const stop = event.shiftKey ? findBefore(active, false) : findNext(active, true);
    if (stop && "placed" in stop) goTo(event, stop, event.shiftKey);
  }

  function moveOn(event: KeyboardEvent): void {
    const placed = [...all.values()].find((one) => {
      const card = opener.cardOf(one);
      return event.target === one.button || (card && holds(card, event.target as Node));
    });
    if (event.key !== "Tab" || !placed) return;
    const { target, button, mark } = placed;
    const inner = listTabbable(opener.cardOf(placed) ?? document.createElement("i"));
    const at = inner.indexOf(event.target as HTMLElement);
    const { shiftKey: back } = event;
    if (!back && at < inner.length - 1) go(event, inner[at + 1]);
    else if (!back) goTo(event, findNext(target, false), back);
    else if (at > 0) go(event, inner[at - 1]);
    else if (event.target !== button && mark.show !== "focus") go(event, button);
    else goTo(event, findBefore(target, true), back);
  }

  return { move, moveOn };
}
