/**
 * The help panel on the page: its layer, its focus, its way back. In: props, out: callbacks (see contract.ts). On a wide page a non-modal
 * dialog at the end edge, on a phone a modal sheet from below; modal too over a card that is. What is in it is drawn by `shell.tsx`.
 */
import { render } from "preact";
import { Contained, guardEvents } from "../kit/kit.ts";
import { move } from "../kit/motion.ts";
import {
  adoptSheets,
  applyTheme,
  create,
  findFocus,
  holds,
  join,
  keepInside,
  lower,
  openScope,
  raise,
  setAttributes,
} from "../launcher/shared.ts";
import article from "./article/article.css";
import type { MountPanel, PanelProps, Place } from "./contract.ts";
import prose from "./nodes/prose.css";
import css from "./panel.css";
import preferences from "./preferences.css";
import { readPath } from "./route.ts";
import search from "./search/search.css";
import { Shell } from "./shell.tsx";
import { beginTrail, goOn, leaveAt, placeOf, searchFor, step, type Trail } from "./trail.ts";

export { readPath };

const PHONE = "(max-width: 600px)";
/** How far a sheet is pulled to be put away, px. */
const PULL = 60;

/** A step that dims the page may have a button that leads here. */
const isUnderCard = (): boolean =>
  [...document.querySelectorAll("[data-handrail]")].some(({ shadowRoot }) => shadowRoot?.querySelector(".card:modal"));

export const mount: MountPanel = ({ root, onError }, given, path) => {
  const scope = openScope(onError);
  const phone = matchMedia(PHONE);
  const element = create("dialog", "panel");
  let stage = openScope(onError);
  let props: PanelProps = given;
  let trail: Trail = beginTrail(readPath(path) ?? placeOf({ stops: [], at: 0 }));
  /** Who came here by hand is told where they are, once that is known. */
  let arriving = true;
  let isOver = false;
  let isModal = false;

  const title = () => element.querySelector<HTMLElement>("#hr-help");
  const pane = () => element.querySelector<HTMLElement>(".pane");
  const focusQuietly = (to: Element | null) => (to as HTMLElement | null)?.focus({ preventScroll: true });

  /** Nothing is lost by a view that comes later: till then the title has the focus. */
  function arrived(heading: HTMLElement) {
    const focus = findFocus();
    const isFree = !focus || !holds(element, focus) || focus === title();
    const comes = arriving && isFree;
    if (comes) focusQuietly(heading);
    arriving = false;
    const { scroll = 0, link } = trail.stops[trail.at] ?? {};
    // What stands below the heading is drawn after it: till then there is nothing to scroll.
    queueMicrotask(() => {
      const scrolls = pane();
      if (scroll && scrolls) scrolls.scrollTop = scroll;
      // Whoever comes back reads on where they left.
      if (comes && link) focusQuietly(element.querySelector(`[data-item="${CSS.escape(link)}"]`));
    });
  }

  function draw() {
    const shell = (
      <Shell
        panel={props}
        place={placeOf(trail)}
        at={trail.at}
        canGoForward={trail.at < trail.stops.length - 1}
        arrived={arrived}
        onError={onError}
        go={(to, from) => {
          const place = readPath(to, from);
          if (place) travel(goOn(trail, place));
        }}
        step={(by) => travel(step(trail, by))}
        search={(query) => {
          trail = searchFor(trail, query);
          draw();
        }}
      />
    );
    render(<Contained onError={onError}>{shell}</Contained>, element);
  }

  function travel(next: Trail) {
    if (placeOf(next) === placeOf(trail)) return;
    const left = leaveAt(trail, pane()?.scrollTop ?? 0, (findFocus() as HTMLElement | null)?.dataset.item);
    trail = {
      stops: next.stops.map((stop, at) =>
        at === trail.at && left.stops[at]?.place === stop.place ? (left.stops[at] ?? stop) : stop,
      ),
      at: next.at,
    };
    arriving = true;
    focusQuietly(title());
    draw();
    const scrolls = pane();
    if (scrolls) scrolls.scrollTop = trail.stops[trail.at]?.scroll ?? 0;
  }

  function update(next: PanelProps) {
    props = next;
    stage.end();
    stage = openScope(onError);
    applyTheme(stage, [element], next.theme);
    const { words } = next;
    setAttributes(element, { lang: words.locale, dir: words.direction, "data-side": next.side });
    element.classList.toggle("above", next.aboveLauncher);
    draw();
  }

  /** A sheet is modal; and what stands over a dimmed page, where nothing else can be reached. */
  function present() {
    isModal = phone.matches || isUnderCard();
    const focus = findFocus();
    const inner = holds(element, focus) ? focus : null;
    // One that was moved is still open, but modal no longer.
    if (element.open) element.close();
    else lower(element);
    element.classList.add("layer");
    // Browsers take whatever is in the top layer for a modal.
    setAttributes(element, { "aria-modal": `${isModal}` });
    if (isModal) element.showModal();
    else raise(element);
    if (inner) focusQuietly(inner);
  }

  /** Above an on-screen keyboard, of which the visual viewport alone knows. */
  function lift() {
    const { height, scale } = visualViewport as VisualViewport; // Whatever knows popovers has one.
    const covered = Math.round(innerHeight - height * scale);
    element.style.setProperty("--hr-lift", covered > 0 ? `${covered}px` : "");
  }

  function close() {
    if (!isOver) props.onClose();
  }

  adoptSheets(root, css, prose, article, search, preferences);
  setAttributes(element, { "aria-labelledby": "hr-help" });
  root.append(element);
  guardEvents(onError);
  keepInside(scope, root.host);
  join(scope, root, element, () => !isModal);
  for (const kind of ["keypress", "beforeinput", "input"] as const)
    scope.listen(element, kind as "input", (event) => event.stopPropagation());
  scope.listen(phone, "change" as "resize", present);
  if (visualViewport) scope.listen(visualViewport, "resize", lift);
  // Of what an input method is told, Escape and the arrows too.
  let composes = false;
  for (const kind of ["compositionstart", "compositionend", "focusout"] as const)
    scope.listen(element, kind as "input", () => {
      composes = kind === "compositionstart";
    });
  scope.listen(element, "keydown", (event) => composes && event.stopImmediatePropagation(), { capture: true });
  scope.listen(element, "keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    close();
  });
  scope.listen(element, "cancel" as "resize", (event) => {
    event.preventDefault();
    close();
  });
  scope.listen(element, "close" as "resize", () => {
    if (isModal && !element.open) close(); // closed by the browser, past `cancel`
  });
  scope.listen(element, "click", (event) => {
    if (event.target === element) close(); // beside the sheet
  });
  // A sheet is also put away as it came: by a finger that pulls it down at its top. That it came down is heard by nobody (`keepInside`).
  let pulls: PointerEvent | undefined;
  scope.listen(element, "pointermove", (event) => {
    const isAtTop = event.pointerType === "touch" && (event.target as Element).closest(".top");
    if (isAtTop && pulls?.pointerId !== event.pointerId) pulls = event;
  });
  scope.listen(element, "pointerup", (event) => {
    const isPulled = pulls?.pointerId === event.pointerId && event.clientY - pulls.clientY > PULL;
    if (isPulled && phone.matches) close();
  });

  update(props);
  present();
  move(
    element,
    phone.matches
      ? { transform: ["translateY(24px)", "none"], opacity: [0, 1] }
      : { transform: ["translateY(8px)", "none"], opacity: [0, 1] },
  );
  // A view that is there at once arrived before there was anything to focus.
  focusQuietly((!arriving && pane()?.querySelector<HTMLElement>("h2")) || title());

  return {
    update,
    raise: present,
    open: (to) => {
      const place: Place | null = readPath(to);
      if (place) travel(goOn(trail, place));
      if (!holds(element, findFocus())) focusQuietly(title());
    },
    destroy: () => {
      isOver = true;
      render(null, element);
      stage.end();
      scope.end();
      if (element.open) element.close();
      element.remove();
    },
  };
};
