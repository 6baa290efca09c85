/**
 * The card of an opened snippet: its title, and what it says once that is there. It goes where a tour's would, never over its element, and
 * follows it. Opened by a key the focus goes to its heading, for there may be links in it; otherwise the focus stays where it is.
 */
import type { Media } from "../contract.ts";
import { createAnnouncer } from "../kit/announce.ts";
import { CROSS, createIconButton, nameButton } from "../kit/elements.ts";
import { move } from "../kit/motion.ts";
import { renderNodes } from "../kit/nodes.ts";
import {
  adoptSheets,
  applyTheme,
  create,
  findFocus,
  holds,
  openScope,
  raise,
  setAttributes,
} from "../launcher/shared.ts";
import prose from "../panel/nodes/prose.css";
import { placeCard } from "../step/place.ts";
import { findVisibleBox } from "../step/sight.ts";
import type { Hint, Mark, MarksHost } from "./contract.ts";
import css from "./hint.css";
import type { Home } from "./homes.ts";
import { unite } from "./lay.ts";
import type { By } from "./placed.ts";

export interface MountedHint {
  readonly element: HTMLElement;
  destroy(): void;
}

interface Parts {
  readonly host: MarksHost;
  readonly mark: Mark;
  readonly home: Home;
  readonly button: HTMLElement;
  readonly by: By;
  readonly onClose: () => void;
  readonly onPointer: (isIn: boolean) => void;
}

export function mountHint({ host, mark, home, button, by, onClose, onPointer }: Parts): MountedHint {
  const { words, onError } = host;
  const scope = openScope(onError);
  const announcer = createAnnouncer(scope);
  const heading = create("h2", "title", create("bdi", "", mark.title));
  const body = create("div", "prose");
  body.dir = "auto";
  const slot = create("div", "media");
  const scroller = create("div", "body", heading, body, slot);
  const cross = createIconButton(CROSS, "close");
  const element = create("dialog", "hint", scroller, cross, announcer.element);
  adoptSheets(home.root, prose, css);
  setAttributes(element, { "aria-labelledby": "hr-hint" });
  setAttributes(heading, { id: "hr-hint", tabindex: "-1" });
  setAttributes(cross, { type: "button", ...(mark.show === "focus" && { tabindex: "-1" }) });
  nameButton(cross, words.close);
  slot.hidden = true;
  applyTheme(scope, [element], mark.theme);
  // A layer's theme is inherited; in the top layer nothing cuts it.
  home.element.append(element);
  element.dir = words.direction;
  raise(element);
  scope.atEnd(() => element.remove());

  function place(): void {
    const seen = findVisibleBox(mark.target);
    if (!seen) {
      if (!holds(element, findFocus())) onClose();
      return;
    }
    const { x, y, width, height } = button.getBoundingClientRect();
    const around = width > 1 ? unite(seen, { x, y, width, height }) : seen;
    const { width: wide, height: high, scale } = visualViewport as VisualViewport;
    const room = { width: wide * scale, height: high * scale };
    const hidden = scroller.scrollHeight - scroller.clientHeight;
    const size = { width: element.offsetWidth, height: element.offsetHeight + hidden };
    const seat = placeCard(around, size, room, mark.placement, words.direction === "rtl");
    const { style, dataset } = element;
    dataset.at = seat.at;
    style.translate = seat.at === "beside" ? `${Math.round(seat.x)}px ${Math.round(seat.y)}px` : "";
    style.setProperty("--hr-room", "height" in seat ? `${seat.height}px` : "");
    // What scrolls has to be in reach of the keyboard (WCAG 2.1.1).
    scroller.tabIndex = scroller.scrollHeight > scroller.clientHeight ? 0 : -1;
  }

  function fill({ locale, text, media }: Hint): void {
    const show = (into: HTMLElement, wanted: Media) =>
      scope.after(
        () => import("../media/media.ts"),
        ({ showMedia }) => showMedia(into, wanted, scope),
      );
    element.lang = locale;
    element.removeAttribute("aria-busy");
    body.replaceChildren(renderNodes(text, { words, locale, locate: host.locate, showMedia: show }));
    slot.hidden = !media;
    if (media) show(slot, media);
    place();
    // Whoever opened it by a key is read what has the focus; the pointer needs no words.
    if (by === "focus") announcer.say(`${mark.title}. ${body.textContent}`);
  }

  /** To an item: what it leads to takes the place of this. */
  function followItem(event: Event): void {
    const item = (event.target as Element).closest<HTMLElement>("[data-item]")?.dataset.item;
    if (!item) return;
    event.preventDefault();
    onClose();
    host.follow(item);
  }

  function read(): void {
    setAttributes(element, { "aria-busy": "true" });
    body.replaceChildren(create("p", "quiet", words.loading));
    host.read(mark.id).then(scope.guard(fill), scope.guard(fail));
  }

  /** Said in the card: whoever opened it waits for it. */
  function fail(error: unknown): void {
    onError(error);
    const again = create("button", "again", words.again);
    scope.listen(again, "click", read);
    element.removeAttribute("aria-busy");
    body.replaceChildren(create("p", "", words.failed), again);
    place();
  }

  scope.listen(cross, "click", onClose);
  scope.listen(body, "click", followItem);
  scope.listen(body, "keydown", (event) => event.key === "Enter" && followItem(event));
  scope.listen(element, "pointerenter", ({ pointerType }) => pointerType !== "touch" && onPointer(true));
  scope.listen(element, "pointerleave", () => onPointer(false));
  scope.listen(element, "focusout", () => onPointer(false));
  read();
  place();
  scope.after(
    () => import("../follow/follow.ts"),
    ({ follow: keepUp }) => keepUp(mark.target, element, scope, place),
  );
  if (by === "key") heading.focus({ preventScroll: true });
  move(element, { opacity: [0, 1] });
  return { element, destroy: scope.end };
}
