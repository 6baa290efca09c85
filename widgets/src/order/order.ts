/**
 * Tab goes card, target, page and back, as if the card stood right before its target, or right after. Done by moving focus on the one
 * key press that crosses a border, so the host's `tabindex` stays untouched and nothing is a trap: from the page's end, Tab leaves.
 */
import { isTabbable, listTabbable } from "../kit/focus.ts";
import type { Scope } from "../kit/scope.ts";
import { findFocus, holds } from "../step/shared.ts";

/** Where the focus was in each, whatever step that was. */
const inMenus = new WeakMap<Element, Element>();

const isTab = (event: KeyboardEvent) => event.key === "Tab" && !event.defaultPrevented;

/** Of a video's own controls only this tells which of them has the focus: not the video itself. Among them the browser leads. */
const isDeep = ({ target }: Event) => (target as Element).matches("video:not(:focus)");

/** Round and round in a modal (ARIA APG), without the detour through the browser's own controls. */
function loopTab(event: KeyboardEvent, card: HTMLElement): void {
  const stops = listTabbable(card);
  const at = stops.indexOf(event.target as HTMLElement);
  if (!isTab(event) || isDeep(event) || (event.shiftKey ? at > 0 : at < stops.length - 1)) return;
  event.preventDefault();
  stops.at(event.shiftKey ? -1 : 0)?.focus();
}

export function joinTabOrder(
  scope: Scope,
  card: HTMLElement,
  ours: Element,
  near: Element | null,
  isOpen: () => boolean,
  leaveOn?: (event: KeyboardEvent) => void,
  after = false,
): void {
  // Not open to the page, it dims it.
  scope.listen(card, "keydown", (event) => void (isOpen() || loopTab(event, card)));
  if (!near) {
    scope.after(
      () => import("../round/round.ts"),
      ({ join }) => join(scope, ours.shadowRoot as ShadowRoot, card, isOpen),
    );
    return;
  }
  const target: Element = near;
  const isOn = () => isOpen() && target.isConnected;
  let leaving = false;
  const led = new WeakSet<Event>();
  // After all that the page does with the key.
  scope.listen(target.ownerDocument.defaultView ?? window, "keydown", (event) => {
    if (isOpen() && holds(target, findFocus())) leaveOn?.(event);
  });
  /** Tab closes a menu, and its items with it: there it goes to the card, and back to where it was. */
  const menu = target.closest("[role=menu],[role=listbox]");

  function goTo(event: KeyboardEvent, to: Element | null | undefined) {
    if (!to) return;
    event.preventDefault();
    led.add(event);
    leaving = false;
    (to as HTMLElement).focus();
  }

  /** The page's tab stops before and after the card; in a dialog of the host's, in which we are then, those inside it. */
  function listAround() {
    const parent = ours.parentNode as Element; // taken off the page it is null, and holds nothing
    const page = holds(parent, target) ? parent : target.ownerDocument;
    const all = listTabbable(page, ours);
    const isBefore = (stop: Element) => !!(target.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_PRECEDING);
    const rest = all.filter((stop) => !holds(target, stop) && !holds(stop, target));
    const inner = [...(isTabbable(target) ? [target] : []), ...listTabbable(target.shadowRoot ?? target)];
    const before = rest.filter(isBefore).at(-1);
    const behind = rest.find((stop) => !isBefore(stop));
    return {
      before: after ? (inner.at(-1) ?? before) : before,
      behind: after ? behind : (inner[0] ?? behind),
      last: all.at(-1),
    };
  }

  scope.listen(card, "keydown", (event) => {
    if (!isTab(event) || !isOn() || isDeep(event)) return;
    const stops = listTabbable(card);
    const at = stops.indexOf(event.target as HTMLElement);
    const inMenu = menu && inMenus.get(menu);
    const back = inMenu?.isConnected && inMenu;
    if (event.shiftKey && at <= 0) goTo(event, back || listAround().before);
    else if (!event.shiftKey && at === stops.length - 1 && !leaving) goTo(event, back || listAround().behind);
  });

  function cross(event: KeyboardEvent, active: Element | null) {
    if (!active || holds(ours, active) || !isOn()) return;
    const { before, behind, last } = listAround();
    const border = before ?? (event.defaultPrevented ? last : null); // a trap goes round: its end is before its start
    if (event.shiftKey && active === behind) goTo(event, listTabbable(card).at(-1));
    else if (!event.shiftKey && active === border) goTo(event, listTabbable(card)[0]);
    else leaving = !event.shiftKey && active === last;
  }

  scope.listen(target.ownerDocument, "keydown", (event) => isTab(event) && cross(event, findFocus()));

  // A focus trap of the host's moves the focus itself and would pass the card by; an editor only indents.
  const note = (event: KeyboardEvent) => {
    const active = findFocus();
    const isMenu = menu && active && (holds(menu, active) || active.getAttribute("aria-controls") === menu.id);
    if (isTab(event) && isMenu && isOn()) {
      event.stopImmediatePropagation();
      inMenus.set(menu as Element, active);
      // A menu fetches the focus back, or closes, when it hears that it is gone.
      const hush = (left: Event) => left.stopImmediatePropagation();
      addEventListener("focusout", hush, true);
      goTo(event, listTabbable(card).at(event.shiftKey ? -1 : 0));
      removeEventListener("focusout", hush, true);
      return;
    }
    const follow = () => {
      const now = findFocus();
      const isTyped = now === active && now?.matches("textarea,[contenteditable]");
      // Led already, it may have gone on by now: keys that follow fast come before this.
      if (event.defaultPrevented && !led.has(event) && !isTyped) cross(event, active);
    };
    if (isTab(event)) setTimeout(scope.guard(follow));
  };
  scope.listen(target.ownerDocument, "keydown", note, { capture: true });
}
