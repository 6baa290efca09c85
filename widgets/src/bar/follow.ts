/** Calls back with where these elements are, whenever that has changed, for as long as somebody looks. Out: ends it. */
export function followBoxes(list: () => readonly Element[], moved: (boxes: readonly DOMRect[]) => void): () => void {
  let last = "";
  let frame = 0;
  const look = (): void => {
    const boxes = list().map((element) => element.getBoundingClientRect());
    const text = JSON.stringify(boxes);
    if (text !== last) moved(boxes);
    last = text;
    frame = requestAnimationFrame(look);
  };
  look();
  return () => cancelAnimationFrame(frame);
}
