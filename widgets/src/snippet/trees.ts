/**
 * Listens where elements with snippets are, once in each tree: their documents and open shadow roots, out of which not every event comes.
 * Passive, and nothing is taken from the host but the one Escape that closes ours and the one Tab that leads into it.
 */
import type { Scope } from "../kit/scope.ts";
import type { Placed } from "./placed.ts";
import type { Use } from "./use.ts";

interface Ears {
  readonly moved: () => void;
  /** Whether a page that scrolls leaves some of what is marked where it is. */
  readonly sticks: () => boolean;
  /** What is done with them: as soon as it is there, and only if it is. */
  readonly soon: (work: (use: Use) => void) => void;
  readonly now: () => Use | undefined;
  readonly find: (element: Element) => Placed | undefined;
}

/** A document has a window, a shadow root has a host. */
type Tree = Node & { readonly host?: Element; readonly defaultView?: Window | null };

export function hearTrees(scope: Scope, { moved, sticks, soon, now, find }: Ears): (target: Element) => void {
  const heard = new Set<Tree>();

  /** What opens from the element itself. */
  const findIn = (event: Event): Placed | undefined => {
    for (const node of event.composedPath()) {
      const placed = find(node as Element);
      if (placed) return placed.mark.show === "beside" ? undefined : placed;
    }
    return undefined;
  };

  function hear(tree: Tree): void {
    heard.add(tree);
    const listen = <K extends keyof WindowEventMap>(name: K, react: (event: WindowEventMap[K]) => void) =>
      scope.listen(tree, name, react, { capture: true, passive: true });
    listen("scroll", ({ target }) => (target !== document || sticks()) && moved());
    for (const name of ["transitionstart", "animationstart"] as const) listen(name, moved);
    listen("pointerover", (event) => {
      const placed = findIn(event);
      // Ours tell of themselves.
      if ((event.target as Element).matches?.("[data-handrail]") || event.pointerType === "touch") return;
      if (placed || now()) soon((use) => use.enter(placed));
    });
    listen("focusin", (event) => {
      const placed = findIn(event);
      if (placed) soon((use) => use.focus(placed));
    });
    listen("focusout", () => now()?.leave());
    listen("click", (event) => {
      const placed = findIn(event);
      if (placed) soon((use) => use.touch(placed));
    });
    const { defaultView } = tree;
    if (!defaultView) return;
    scope.listen(defaultView, "resize", moved);
    scope.listen(defaultView, "keydown", (event) => now()?.escape(event), { capture: true });
    scope.listen(defaultView, "keydown", (event) => now()?.move(event));
    scope.listen(defaultView, "pointerdown", (event) => now()?.press(event), { capture: true, passive: true });
  }

  return (target) => {
    for (let node: Element | null | undefined = target; node; ) {
      const tree: Tree = node.getRootNode();
      if (heard.has(tree)) return; // and so is all around it
      hear(tree);
      node = tree.host ?? tree.defaultView?.frameElement;
    }
  };
}
