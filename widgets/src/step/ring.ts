/** The ring around the target, and with `dim` the shade over all the rest. It takes no pointer and has no words. */
import { create } from "../kit/elements.ts";
import { type Box, cutBox } from "./place.ts";

const LINE = 2;

export interface RingLook {
  /** px between a target and its ring. */
  readonly padding: number;
  /** px; null for the target's own. */
  readonly radius: number | null;
}

export interface Ring {
  readonly element: HTMLElement;
  /** Null where nothing of the target is seen. Reads first: what is returned writes. */
  readonly drawAround: (target: Element, box: Box | null, look: RingLook, dim: boolean) => () => void;
}

export function createRing(): Ring {
  const element = create("div", "ring");
  element.hidden = true;
  return {
    element,
    drawAround(target, box, { padding, radius }, dim) {
      const out = padding + LINE;
      const corners = radius === null ? growRadii(getComputedStyle(target), out) : `${radius}px`;
      const room = { x: 1, y: 1, width: innerWidth - 2, height: innerHeight - 2 };
      const wide = box && growBox(box, out);
      return () => {
        element.hidden = !wide;
        if (!wide) return;
        const { x, y, width, height } = cutBox(wide, room) ?? wide;
        const { style, classList } = element;
        style.translate = `${x}px ${y}px`;
        style.width = `${width}px`;
        style.height = `${height}px`;
        style.borderRadius = corners;
        classList.toggle("dim", dim);
      };
    },
  };
}

export function growBox({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** The target's own corners, `by` px further out. Percentages scale by themselves. */
export function growRadii(style: CSSStyleDeclaration, by: number): string {
  const corners = ["TopLeft", "TopRight", "BottomRight", "BottomLeft"] as const;
  return corners
    .map((corner) => style[`border${corner}Radius`].split(" ")[0] || "0px")
    .map((radius) => (radius.endsWith("%") ? radius : `${(parseFloat(radius) || 0) + by}px`))
    .join(" ");
}
