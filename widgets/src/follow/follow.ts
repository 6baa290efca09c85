/**
 * Calls back whenever the target may have moved: scrolled in any of its scrollers, shadow trees and frames, resized, or shifted by
 * what the page did around it. Observers tell that it moves; from then on it is looked at in each frame until it rests, so that what
 * follows it moves in the same frame. One look a second is for what no observer sees.
 *
 * Ours, because the ready-made one (autoUpdate of @floating-ui/dom) alone is an eighth of what a tour may weigh.
 */
import type { Scope } from "../kit/scope.ts";

const NET = 1000;
/** Frames without movement that count as rest. */
const STILL = 6;

/** A document has a window, a shadow root has a host. */
type Tree = Node & { readonly host?: Element; readonly defaultView?: Window | null };

/** `card`: what stands by the target, which a new size of its own may move, too. */
export function follow(target: Element, card: Element | null, scope: Scope, moved: () => void): void {
  const react = scope.guard(moved);
  const nodes = [target];
  let still = 0;
  let frame = 0;
  let last = "";
  const locate = () => nodes.map((node) => Object.values(node.getBoundingClientRect().toJSON())).join();
  const chase = scope.guard(() => {
    const place = locate();
    still = place === last ? still + 1 : 0;
    last = place;
    if (!still) react();
    frame = still < STILL ? requestAnimationFrame(chase) : 0;
  });
  const wake = () => {
    react();
    last = locate();
    still = 0;
    frame ||= requestAnimationFrame(chase);
  };
  for (let node: Element | null | undefined = target; node; ) {
    const tree: Tree = node.getRootNode();
    scope.listen(tree, "scroll", wake, { capture: true, passive: true });
    const frameElement: Element | null | undefined = tree.defaultView?.frameElement;
    if (tree.defaultView) scope.listen(tree.defaultView, "resize", wake);
    if (frameElement) nodes.push(frameElement);
    node = tree.host ?? frameElement;
  }
  if (visualViewport) {
    scope.listen(visualViewport, "resize", wake);
    scope.listen(visualViewport, "scroll", wake);
  }
  // A card that changes while sizes are being told makes the browser report a loop, as an error of the page: it is told of later.
  const own = new ResizeObserver(() => requestAnimationFrame(react));
  const observeOwn = () => card && own.observe(card);
  const theirs = new ResizeObserver(() => {
    own.disconnect();
    wake();
    requestAnimationFrame(observeOwn);
  });
  theirs.observe(target);
  observeOwn();
  const net = setInterval(react, NET);
  scope.atEnd(() => {
    card = null;
    own.disconnect();
    theirs.disconnect();
    clearInterval(net);
    cancelAnimationFrame(frame);
  });
  for (const node of nodes) watchShift(node, scope, wake);
}

/** An observer whose root is cut to where the element is now, so that any step aside changes the ratio that it reports. */
function watchShift(element: Element, scope: Scope, moved: () => void): void {
  let observer: IntersectionObserver | undefined;
  const root = element.ownerDocument;
  const observe = (threshold: number) => {
    observer?.disconnect();
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const { clientWidth, clientHeight } = root.documentElement;
    const insets = [top, clientWidth - right, clientHeight - bottom, left].map((inset) => `${-Math.floor(inset)}px`);
    let isFirst = true;
    const report = scope.guard(([entry]: IntersectionObserverEntry[]) => {
      const ratio = entry?.intersectionRatio ?? 0;
      if (!isFirst) {
        moved();
        observe(1);
      } else if (ratio && ratio < threshold) observe(ratio); // partly out of sight: its ratio is less than one at rest
      isFirst = false;
    });
    observer = new IntersectionObserver(report, { root, rootMargin: insets.join(" "), threshold });
    observer.observe(element);
  };
  observe(1);
  scope.atEnd(() => observer?.disconnect());
}
