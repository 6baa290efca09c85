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

export const mount: MountBar = ({ root, onError }, given) => {
  const scope = openScope(onError);
  // A card's neighbours go out of its way as they do for a notice.
  const element = create("section", "bar notice");
  let props = given;
  /** What had the focus here, for as long as the person is here. */
  let last: HTMLElement | null = null;
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

  const dodge = scope.guard(() => {
    const free = findFreeEdge(element, root, chosen);
    if (free === edge) return;
    edge = free;
    draw();
  });

  const note = (): void => {
    const focus = findFocus();
    if (holds(element, focus)) last = focus as HTMLElement;
  };

  const present = scope.guard(() => {
    const focus = findFocus();
    const isLost = !focus && !!last;
    if (holds(element, focus)) last = focus as HTMLElement;
    lower(element);
    raise(element);
    // A dialog that it stood in may have taken it away, and the focus with it.
    if (isLost || holds(element, focus)) last?.focus({ preventScroll: true });
    dodge();
  });

  scope.guard(() => {
    adoptSheets(root, tokens + css);
    guardEvents(onError);
    setAttributes(element, { "aria-label": "Handrail preview", lang: "en", dir: "ltr" });
    applyTheme(scope, [element], null);
    root.append(element);
    keepInside(scope, element, root.host);
    join(scope, root, element);
    for (const kind of ["keydown", "click"] as const) scope.listen(element, kind as "click", note, { capture: true });
    scope.listen(document, "focusin", () => {
      last = null;
    });
    for (const kind of ["keypress", "beforeinput", "input", "change"] as const)
      scope.listen(element, kind as "input", (event) => event.stopPropagation());
    scope.listen(window, "resize", dodge);
    draw();
    present();
  })();

  return {
    update: scope.guard((next: BarProps) => {
      props = next;
      draw();
    }),
    raise: present,
    dodge,
    destroy: () => {
      render(null, element);
      scope.end();
      element.remove();
    },
  };
};
