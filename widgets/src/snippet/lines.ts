/** The lines of an element's text as they are laid out: what is underlined. */
import { type Box, cutBox } from "../step/place.ts";
import { unite } from "./lay.ts";

/** `box`: what is seen of it. In a frame it is underlined as a whole: its lines are in coordinates of their own. */
export function findLines(element: Element, box: Box): readonly Box[] {
  if (element.ownerDocument !== document) return [box];
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  const lines: Box[] = [];
  for (const rect of range.getClientRects()) {
    const last = lines.at(-1);
    const middle = rect.y + rect.height / 2;
    if (!rect.width || !rect.height) continue;
    if (last && middle > last.y && middle < last.y + last.height) lines.splice(-1, 1, unite(last, rect));
    else lines.push(rect);
  }
  return lines.map((line) => cutBox(line, box)).filter((line) => line !== null);
}
