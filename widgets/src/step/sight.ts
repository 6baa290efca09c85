/** What can be seen of the target, in the coordinates of our window, through its scrollers and frames. */
import { type Box, cutBox } from "./place.ts";

export function findVisibleBox(target: Element): Box | null {
  let node: Element | null = target;
  let box: Box | null = null;
  while (node) {
    box = box ? { ...box, ...shiftInto(node, box) } : toBox(node.getBoundingClientRect());
    box = cutByScrollers(node, box);
    const view: (Window & typeof globalThis) | null = node.ownerDocument.defaultView;
    box = box && view && cutBox(box, { x: 0, y: 0, width: view.innerWidth, height: view.innerHeight });
    if (!box || !view || view === window || !node.isConnected) break;
    node = view.frameElement; // null for another origin's, whose inside nobody can name
  }
  return box && target.isConnected ? box : null;
}

const toBox = ({ x, y, width, height }: DOMRect): Box => ({ x, y, width, height });

function shiftInto(frame: Element, box: Box) {
  const outer = frame.getBoundingClientRect();
  return { x: box.x + outer.x + frame.clientLeft, y: box.y + outer.y + frame.clientTop };
}

/** A fixed box is cut by no scroller, an absolute one only from its containing block upwards. */
function cutByScrollers(element: Element, from: Box): Box | null {
  let box: Box | null = from;
  let { position } = getComputedStyle(element);
  for (let up = parentOf(element); up && box && position !== "fixed"; up = parentOf(up)) {
    if (up === up.ownerDocument.body || up === up.ownerDocument.documentElement) break;
    const style = getComputedStyle(up);
    if (position === "absolute" && style.position === "static") continue;
    if (/auto|scroll|hidden|clip/.test(style.overflow)) box = cutBox(box, toBox(up.getBoundingClientRect()));
    position = style.position;
  }
  return box;
}

function parentOf(element: Element): Element | null {
  return element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as ShadowRoot).host ?? null;
}
