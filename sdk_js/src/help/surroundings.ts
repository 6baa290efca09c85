/**
 * Calls back soon after the host's dialogs, or cards of ours, may have come, gone or moved. For what stands on every page this is less to
 * watch than all that conditions ask about (`page/watch.ts`). Out: ends it.
 */
const TELLING = ["open", "role", "aria-modal", "aria-hidden", "inert", "popover", "hidden", "class", "style", "dir"];
/** Not the marks of snippets, which come and go with each row that is scrolled to, and are no cards. */
const OURS = "[data-handrail='']";
/** ms: a page that moves all the time is looked at no more often. */
const SOON = 100;

export function watchSurroundings(look: () => void): () => void {
  let timer: number | undefined;
  const soon = (): void => {
    timer ??= window.setTimeout(() => {
      timer = undefined;
      for (const { shadowRoot } of document.querySelectorAll(OURS)) if (shadowRoot) watch(shadowRoot);
      look();
    }, SOON);
  };
  const observer = new MutationObserver((records) => {
    if (records.some(({ addedNodes: [added] }) => !(added as HTMLElement)?.dataset?.handrail)) soon();
  });
  // To watch what is watched changes nothing.
  const watch = (root: Node): void =>
    observer.observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: TELLING });
  const listening = new AbortController();
  const options = { capture: true, signal: listening.signal };
  for (const name of ["toggle", "fullscreenchange", "focusin", "resize"]) addEventListener(name, soon, options);
  watch(document);
  return () => {
    observer.disconnect();
    listening.abort();
    clearTimeout(timer);
  };
}

/** The cards of ours that stand on the page, and what they point at; `own` aside. */
export function listCards(own: Node): readonly Element[] {
  return [...document.querySelectorAll(OURS)].flatMap(({ shadowRoot }) =>
    shadowRoot && shadowRoot !== own ? [...shadowRoot.querySelectorAll(".card,.notice,.ring")] : [],
  );
}

/** Where the page ends, or begins: the host's, so that help keeps its place in whatever language it speaks (WCAG 3.2.6). */
export function findSide(atStart: boolean): "left" | "right" {
  const isRtl = getComputedStyle(document.body).direction === "rtl";
  return isRtl === atStart ? "right" : "left";
}
