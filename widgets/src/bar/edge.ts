/** The edge of the window where the bar covers nothing that it points at: cards of ours and their rings. */

export type Edge = "top" | "bottom";

const OURS = "[data-handrail='']";

const listShown = (own: ShadowRoot): readonly DOMRect[] =>
  [...document.querySelectorAll(OURS)]
    .flatMap(({ shadowRoot }) =>
      shadowRoot && shadowRoot !== own ? [...shadowRoot.querySelectorAll(".card,.notice,.ring")] : [],
    )
    .map((one) => one.getBoundingClientRect())
    .filter(({ width, height }) => width && height);

/** The wanted one, unless it is taken there and not at the other. */
export function findFreeEdge(bar: HTMLElement, own: ShadowRoot, wanted: Edge): Edge {
  const { height, left, right } = bar.getBoundingClientRect();
  const shown = listShown(own).filter((box) => box.left < right && left < box.right);
  const isTaken = (edge: Edge): boolean =>
    edge === "top" ? shown.some(({ top }) => top < height) : shown.some(({ bottom }) => bottom > innerHeight - height);
  const other = wanted === "top" ? "bottom" : "top";
  return isTaken(wanted) && !isTaken(other) ? other : wanted;
}
