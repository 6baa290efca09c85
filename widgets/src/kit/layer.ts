/** The top layer: above every z-index of the host. */
export function raise(element: HTMLElement): void {
  prepareLayer(element);
  element.popover = "manual";
  if (element.matches(":popover-open")) return;
  // A dialog shown as a popover takes the focus, unless it can't have it.
  const inert = element.inert;
  element.inert = true;
  element.showPopover();
  element.inert = inert;
}

/** Positions are told in pixels that no `zoom` of the host's has stretched; so are ours then. */
export function prepareLayer(element: HTMLElement): void {
  element.classList.add("layer");
  const { currentCSSZoom = 1 } =
    element.parentElement ?? (element.getRootNode() as ShadowRoot).host.parentElement ?? element;
  element.style.zoom = currentCSSZoom === 1 ? "" : `${1 / currentCSSZoom}`;
}

export function lower(element: HTMLElement): void {
  if (element.popover && element.isConnected) element.hidePopover();
  element.removeAttribute("popover");
}
