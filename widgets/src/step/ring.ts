/** The ring around the target, and with `dim` the shade over all the rest. It takes no pointer and has no words. */
import { create, setAttributes } from "../kit/elements.ts";
import { type Box, cutBox } from "./place.ts";

const AIR = 6;
const LINE = 2;

export interface Ring {
  readonly element: HTMLElement;
  readonly drawAround: (target: Element, box: Box, dim: boolean) => void;
  readonly hide: () => void;
}

export function createRing(): Ring {
  const element = create("div", "ring");
  setAttributes(element, { "aria-hidden": "true", hidden: "" });
  return {
    element,
    drawAround(target, box, dim) {
      const out = AIR + LINE;
      const wide = { x: box.x - out, y: box.y - out, width: box.width + 2 * out, height: box.height + 2 * out };
      const room = { x: 1, y: 1, width: innerWidth - 2, height: innerHeight - 2 };
      const { x, y, width, height } = cutBox(wide, room) ?? wide;
      const { style, classList } = element;
      style.translate = `${x}px ${y}px`;
      style.width = `${width}px`;
      style.height = `${height}px`;
      style.borderRadius = growRadii(getComputedStyle(target), out);
      classList.toggle("dim", dim);
      element.hidden = false;
    },
    hide() {
      element.hidden = true;
    },
  };
}

/** The target's own corners, `by` px further out. Percentages scale by themselves. */
export function growRadii(style: CSSStyleDeclaration, by: number): string {
  const corners = ["TopLeft", "TopRight", "BottomRight", "BottomLeft"] as const;
  return corners
    .map((corner) => style[`border${corner}Radius`].split(" ")[0] || "0px")
    .map((radius) => (radius.endsWith("%") ? radius : `${(Number.parseFloat(radius) || 0) + by}px`))
    .join(" ");
}
