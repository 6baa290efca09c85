/** What can be seen of the target, in the coordinates of our window, through its scrollers and frames. */
import { type Box, cutBox } from "./place.ts";

export function findVisibleBox(target: Element): Box | null {
  let box: Box | null = target.getBoundingClientRect();
  for (let node: Element | null = target; node && box; ) {
    const view: Window = node.ownerDocument.defaultView ?? window;
    box = cutByScrollers(node, box);
    box = box && cutBox(box, { x: 0, y: 0, width: view.innerWidth, height: view.innerHeight });
    node = view === window ? null : view.frameElement; // null for another origin's, whose inside nobody can name
    if (!node || !box) break;
    const { x, y, width } = node.getBoundingClientRect();
    // More or less than one where the frame is in something that is zoomed or transformed.
    const scale = width / (node as HTMLElement).offsetWidth || 1;
    const { paddingLeft, paddingTop } = getComputedStyle(node);
    const inner: Box = box;
    box = {
      x: x + scale * (inner.x + node.clientLeft + parseFloat(paddingLeft)),
      y: y + scale * (inner.y + node.clientTop + parseFloat(paddingTop)),
      width: scale * inner.width,
      height: scale * inner.height,
    };
  }
  return box;
}

/** A fixed box is cut by no scroller, an absolute one only from its containing block upwards. */
function cutByScrollers(element: Element, from: Box): Box | null {
  let box: Box | null = from;
  let { position } = getComputedStyle(element);
  for (let up = parentOf(element); up && box && position !== "fixed"; up = parentOf(up)) {
    if (up === up.ownerDocument.body || up === up.ownerDocument.documentElement) break;
    const style = getComputedStyle(up);
    if (position === "absolute" && style.position === "static") continue;
    if (/auto|scroll|hidden|clip/.test(style.overflow)) box = cutBox(box, up.getBoundingClientRect());
    position = style.position;
  }
  return box;
}

function parentOf(element: Element): Element | null {
  return element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as ShadowRoot).host ?? null;
}
