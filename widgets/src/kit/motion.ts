/** Motion: 160 ms of transform and opacity, none for who asked for less. */
const TIMING = { duration: 160, easing: "cubic-bezier(.2, 0, 0, 1)" };

export function isReduced(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

export function move(element: Element, frames: PropertyIndexedKeyframes, pseudoElement?: string): void {
  if (!isReduced()) element.animate?.(frames, { ...TIMING, ...(pseudoElement && { pseudoElement }) });
}

/** From where it was to where it is. */
export function glide(element: Element, from: DOMRect): void {
  const to = element.getBoundingClientRect();
  if (!to.width || !to.height || (from.x === to.x && from.y === to.y)) return;
  const scale = element.tagName === "DIALOG" ? "" : `scale(${from.width / to.width}, ${from.height / to.height})`;
  move(element, {
    transformOrigin: ["0 0", "0 0"],
    transform: [`translate(${from.x - to.x}px, ${from.y - to.y}px) ${scale}`, "none"],
  });
}
