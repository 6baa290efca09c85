/** The edge of the window where the bar covers nothing that it points at: cards of ours and their rings. */

export const EDGES = ["top", "bottom"] as const;
export type Edge = (typeof EDGES)[number];

const OURS = "[data-handrail='']";

const listShown = (own: ShadowRoot): readonly DOMRect[] =>
  [...document.querySelectorAll(OURS)]
    .flatMap(({ shadowRoot }) =>
      shadowRoot && shadowRoot !== own ? [...shadowRoot.querySelectorAll(".card,.notice,.ring")] : [],
    )
    .map((one) => one.getBoundingClientRect())
    .filter(({ width, height }) => width && height);

/** The wanted one, else the other; where both are taken, the one where it stands. */
export function findFreeEdge(bar: HTMLElement, own: ShadowRoot, wanted: Edge, now: Edge): Edge {
  const drawers = [...bar.querySelectorAll(".drawer")];
  const parts = [bar, ...drawers].map((one) => one.getBoundingClientRect());
  /** How far from the edge what stands in these columns is covered. */
  const reach = ({ left, right }: DOMRect): number =>
    parts.reduce((sum, part) => (left < part.right && part.left < right ? sum + part.height : sum), 0);
  const shown = listShown(own);
  const isTaken = (edge: Edge): boolean =>
    shown.some((box) => (edge === "top" ? box.top < reach(box) : box.bottom > innerHeight - reach(box)));
  if (!isTaken(wanted)) return wanted;
  const other = wanted === "top" ? "bottom" : "top";
  return isTaken(other) ? now : other;
}
