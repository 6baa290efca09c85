/** Where the focus is and where Tab would take it, through open shadow roots and frames; no attribute of the host is touched. */
const TABBABLE =
  "a[href],area[href],button,input,select,textarea,summary,iframe,[controls],[contenteditable],[tabindex]";

export function findFocus(): Element | null {
  let active = document.activeElement;
  for (let inner = active; inner && !/^(BODY|HTML)$/.test(inner.tagName); ) {
    active = inner;
    inner = active.shadowRoot?.activeElement ?? (active as HTMLIFrameElement).contentDocument?.activeElement ?? null;
  }
  return active === document.body || active === document.documentElement ? null : active;
}

/** Whether a person who has the focus there may be in the middle of filling something in. */
export function isEditable(element: Element | null): boolean {
  return !!element && (element.matches("input,textarea,select") || (element as HTMLElement).isContentEditable);
}

export function isTabbable(element: Element): boolean {
  const it = element as HTMLElement;
  return (
    it.matches(TABBABLE) &&
    it.tabIndex >= 0 &&
    !it.matches(":disabled") &&
    !it.closest("[inert]") &&
    it.getClientRects().length > 0 &&
    getComputedStyle(it).visibility === "visible"
  );
}

/** Everything that Tab reaches, in document order; `except` (our own root's element) is left out. */
export function listTabbable(within: ParentNode, except?: Element): HTMLElement[] {
  return [...within.querySelectorAll<HTMLElement>("*")].flatMap((element) => {
    if (element === except) return [];
    const inner = element.shadowRoot ? listTabbable(element.shadowRoot, except) : [];
    return isTabbable(element) ? [element, ...inner] : inner;
  });
}

export function findFirstTabbable(element: Element): HTMLElement | null {
  if (isTabbable(element)) return element as HTMLElement;
  return listTabbable(element.shadowRoot ?? element)[0] ?? null;
}

/** Whether `inner` is `outer` or under it, shadow trees included. */
export function holds(outer: Node, inner: Node | null): boolean {
  for (let node = inner; node; node = node.parentNode ?? (node as ShadowRoot).host ?? null)
    if (node === outer) return true;
  return false;
}
