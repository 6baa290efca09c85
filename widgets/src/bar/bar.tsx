/**
 * `bar.js`: the bar above the page that a member of the team previews drafts on. In: props, out: callbacks (see contract.ts). A region at the
 * bottom edge, or at the top where it would cover what it points at; what is done in it is heard by nobody outside.
 */
import { render } from "preact";
import { adoptSheets, Contained, create, guardEvents, openScope, setAttributes } from "../kit/kit.ts";
import { applyTheme, findFocus, holds, join, keepInside, lower, raise, tokens } from "../launcher/shared.ts";
import css from "./bar.css";
import type { BarProps, MountBar } from "./contract.ts";
import { type Edge, findFreeEdge } from "./edge.ts";
import { Shell } from "./shell.tsx";
import views from "./views.css";

export const mount: MountBar = ({ root, onError }, given) => {
  const scope = openScope(onError);
  // A card's neighbours go out of its way as they do for a notice.
  const element = create("section", "bar notice");
  let props = given;
  /** What had the focus here, for as long as the person is here. */
  let last: HTMLElement | null = null;
  /** What keeps it while what the page shows is made anew; until the person goes elsewhere. */
  let held: HTMLElement | null = null;
  /** Where it was put, and where it is. */
  let chosen: Edge = "bottom";
  let edge: Edge = chosen;

  function draw(): void {
    setAttributes(element, { "data-edge": edge });
    const shell = <Shell {...props} own={root} edge={edge} onMove={move} onDrawn={dodge} hide={hide} />;
    render(<Contained onError={onError}>{shell}</Contained>, element);
  }

  function move(): void {
    chosen = edge === "top" ? "bottom" : "top";
    edge = chosen;
    draw();
  }

  function hide(hidden: boolean): void {
    element.classList.toggle("away", hidden);
    if (!hidden) last?.focus({ preventScroll: true });
  }

  /** Each drawing asks for it; one that it makes does not. */
  let isDodging = false;
  const dodge = scope.guard(() => {
    const free = findFreeEdge(element, root, chosen, edge);
    if (isDodging || free === edge) return;
    edge = free;
    isDodging = true;
    draw();
    isDodging = false;
  });

  function note({ type }: Event): void {
    const focus = findFocus();
    if (holds(element, focus)) last = focus as HTMLElement;
    if (type === "click") held = null;
  }

  function noteElsewhere(event: Event): void {
    const isOutside = !event.composedPath().includes(root.host);
    if (isOutside && (event.type === "pointerdown" || (event as KeyboardEvent).key === "Tab")) held = null;
  }

  const present = scope.guard(() => {
    const focus = findFocus();
    const isLost = !focus && !!last;
    if (holds(element, focus)) last = focus as HTMLElement;
    lower(element);
    raise(element);
    // A dialog that it stood in may have taken it away, and the focus with it.
    const wanted = held ?? (isLost || holds(element, focus) ? last : null);
    // What stood over a card went with it.
    const there =
      wanted && !holds(element, wanted) ? element.querySelector<HTMLElement>(`[aria-expanded="true"]`) : wanted;
    there?.focus({ preventScroll: true });
    dodge();
  });

  scope.guard(() => {
    adoptSheets(root, tokens + css + views);
    guardEvents(onError);
    setAttributes(element, { "aria-label": "Handrail preview", lang: "en", dir: "ltr" });
    applyTheme(scope, [element], null);
    root.append(element);
    keepInside(scope, root.host);
    join(scope, root, element);
    for (const kind of ["keydown", "click"] as const) scope.listen(element, kind as "click", note, { capture: true });
    scope.listen(document, "focusin", () => {
      last = null;
    });
    for (const kind of ["keypress", "beforeinput", "input", "change"] as const)
      scope.listen(element, kind as "input", (event) => event.stopPropagation());
    // It closes what is open here, and never the card that the bar stands in.
    scope.listen(element, "keydown", (event) => event.key === "Escape" && event.preventDefault());
    for (const kind of ["pointerdown", "keydown"] as const)
      scope.listen(window, kind, noteElsewhere, { capture: true });
    scope.listen(window, "resize", dodge);
    draw();
    present();
  })();

  return {
    update: scope.guard((next: BarProps) => {
      props = next;
      draw();
    }),
    hold: () => {
      const focus = findFocus();
      held = holds(element, focus) ? (focus as HTMLElement) : null;
    },
    raise: present,
    dodge,
    destroy: () => {
      render(null, element);
      scope.end();
      element.remove();
    },
  };
};
