/** Boxes made one, and elements of ours laid on them. Coordinates are those of the window, less those of the layer that they are in. */
import { create } from "../launcher/shared.ts";
import type { Box } from "../step/place.ts";

export function unite(one: Box, other: Box): Box {
  const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
  const right = Math.max(one.x + one.width, other.x + other.width);
  return { x, y, width: right - x, height: Math.max(one.y + one.height, other.y + other.height) - y };
}

export function lay(
  { style }: HTMLElement,
  { x, y, width, height }: Box,
  from: { readonly x: number; readonly y: number },
): void {
  style.translate = `${Math.round(x - from.x)}px ${Math.round(y - from.y)}px`;
  style.width = `${width}px`;
  style.height = `${height}px`;
}

/** On all of them, with a line under each. */
export function layLines(
  button: HTMLElement,
  lines: readonly Box[],
  from: { readonly x: number; readonly y: number },
): void {
  const whole = lines.reduce(unite);
  lay(button, whole, from);
  button.replaceChildren(
    ...lines.map((line) => {
      const span = create("span", "line");
      lay(span, line, whole);
      return span;
    }),
  );
}
