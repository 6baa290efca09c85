/**
 * How high an element lies, and what it goes along with when the page scrolls: what stands beside it has to lie and go likewise, so that
 * the host's own bars and menus cover the two alike. Elements share most of what is around them, so each ancestor is asked once.
 */
export interface Ground {
  /** The `z-index` of what holds it, the outermost first. */
  readonly level: number;
  /** Something around it holds all that is inside at its own height. */
  readonly held: boolean;
  /** It goes along with the page, with the window, or now with the one and now with the other. */
  readonly goes: string;
}

const PAGE: Ground = { level: 0, held: false, goes: "static" };

/** What a reader sees an element in: through slots, shadow roots and frames. */
export function parentOf(element: Element): Element | null {
  const root: Node & { readonly host?: Element; readonly defaultView?: Window | null } = element.getRootNode();
  return element.assignedSlot ?? element.parentElement ?? root.host ?? root.defaultView?.frameElement ?? null;
}

/** `end`: what our own stands in, which is around both. `known`: of this look at the page. */
export function findGround(element: Element | null, end: Element, known: Map<Element, Ground>): Ground {
  if (!element || element === end) return PAGE;
  const before = known.get(element);
  if (before) return before;
  const around = findGround(parentOf(element), end, known);
  const { position, zIndex, transform, opacity } = getComputedStyle(element);
  const sticks = /fixed|sticky/.test(position);
  const ground = {
    level: around.held ? around.level : Math.max(0, Number.parseInt(zIndex, 10) || 0),
    held: around.held || sticks || zIndex !== "auto" || transform !== "none" || opacity !== "1",
    goes: sticks && around.goes !== "fixed" ? position : around.goes,
  };
  known.set(element, ground);
  return ground;
}
