/**
 * What an element stands in: what it has to share its layer with, how high it lies, what it goes along with when the page scrolls, and
 * what cuts it off from sight. What stands beside it has to be in, lie and go likewise, so that the host's own bars and menus cover the two
 * alike. Elements share most of what is around them, so each ancestor is asked once.
 */
import { type Box, cutBox } from "../step/place.ts";

export interface Ground {
  /** What our own has to be in, to be seen and used beside it; null for the page. */
  readonly layer: Element | null;
  /** The `z-index` of what holds it, the outermost first. */
  readonly level: number;
  /** Something around it holds all that is inside at its own height. */
  readonly held: boolean;
  /** It goes along with the page, with the window, or now with the one and now with the other. */
  readonly goes: string;
  /** Scrollers that cut what is inside; and those that cut it also where its position is absolute. */
  readonly cuts: readonly Element[];
  readonly cutsAll: readonly Element[];
}

export const PAGE: Ground = { layer: null, level: 0, held: false, goes: "static", cuts: [], cutsAll: [] };
const CUTS = /auto|scroll|hidden|clip/;

/** What a reader sees an element in: through slots, shadow roots and frames. */
export function parentOf(element: Element): Element | null {
  const root: Node & { readonly host?: Element; readonly defaultView?: Window | null } = element.getRootNode();
  return element.assignedSlot ?? element.parentElement ?? root.host ?? root.defaultView?.frameElement ?? null;
}

/** `known`: of this look at the page. */
export function findGround(
  element: Element | null,
  isLayer: (element: Element) => boolean,
  known: Map<Element, Ground>,
): Ground {
  if (!element || element === document.body) return PAGE;
  const before = known.get(element);
  if (before) return before;
  // All that matters is inside of what is a layer by itself.
  const isOwn = element.ownerDocument === document && isLayer(element);
  const around = isOwn ? PAGE : findGround(parentOf(element), isLayer, known);
  const { position, zIndex, transform, opacity, overflow } = getComputedStyle(element);
  const sticks = /fixed|sticky/.test(position);
  const isFree = position === "static" && transform === "none";
  const base = position === "fixed" ? [] : position === "absolute" ? around.cutsAll : around.cuts;
  const cuts = CUTS.test(overflow) ? [...base, element] : base;
  const ground = isOwn
    ? { ...PAGE, layer: element, cuts, cutsAll: cuts }
    : {
        layer: around.layer,
        level: around.held ? around.level : Math.max(0, Number.parseInt(zIndex, 10) || 0),
        held: around.held || sticks || zIndex !== "auto" || transform !== "none" || opacity !== "1",
        goes: sticks && around.goes !== "fixed" ? position : around.goes,
        cuts,
        cutsAll: isFree ? around.cutsAll : cuts,
      };
  known.set(element, ground);
  return ground;
}

/** What is left of it to be seen, were the window as large as the page. */
export function cutByAll(box: Box, { cuts }: Pick<Ground, "cuts">, measure: (element: Element) => Box): Box | null {
  return cuts.reduce<Box | null>((left, cut) => left && cutBox(left, measure(cut)), box);
}
