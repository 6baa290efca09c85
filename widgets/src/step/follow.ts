/**
 * Calls back whenever the target may have moved: scrolled in any of its scrollers, shadow trees and frames, resized, or shifted by
 * what the page did around it. Observers, and one look a second for what none of them sees.
 *
 * Ours, because the ready-made one (autoUpdate of @floating-ui/dom) alone is an eighth of what a tour may weigh.
 */
import type { Scope } from "../kit/scope.ts";

const NET = 1000;

/** A document has a window, a shadow root has a host. */
type Tree = Node & { readonly host?: Element; readonly defaultView?: Window | null };

export function follow(target: Element, card: Element, scope: Scope, moved: () => void): void {
  const react = scope.guard(moved);
  for (let node: Element | null | undefined = target; node; ) {
    const tree: Tree = node.getRootNode();
    scope.listen(tree, "scroll", moved, { capture: true, passive: true });
    if (tree.defaultView) scope.listen(tree.defaultView, "resize", moved);
    node = tree.host ?? tree.defaultView?.frameElement;
  }
  if (visualViewport) {
    scope.listen(visualViewport, "resize", moved);
    scope.listen(visualViewport, "scroll", moved);
  }
  // In the next frame: a card that grows while sizes are being told makes the browser report a loop, as an error of the page.
  const sizes = new ResizeObserver(() => requestAnimationFrame(react));
  sizes.observe(target);
  sizes.observe(card);
  const net = setInterval(react, NET);
  scope.atEnd(() => {
    sizes.disconnect();
    clearInterval(net);
  });
  watchShift(target, scope, moved);
}

/** An observer whose root is cut to where the target is now, so that any step aside changes the ratio that it reports. */
function watchShift(target: Element, scope: Scope, moved: () => void): void {
  let observer: IntersectionObserver | undefined;
  const observe = (threshold: number) => {
    observer?.disconnect();
    const { left, top, right, bottom } = target.getBoundingClientRect();
    const { clientWidth, clientHeight } = target.ownerDocument.documentElement;
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
    observer = new IntersectionObserver(report, { rootMargin: insets.join(" "), threshold });
    observer.observe(target);
  };
  observe(1);
  scope.atEnd(() => observer?.disconnect());
}
