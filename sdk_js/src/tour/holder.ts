/**
 * The one element of ours on the host's page, with the shadow root that everything lives in. It stands under `body`, or inside what the
 * target is in: a dialog, because all else may be inert then and out of the keyboard's reach; a popover, because a click beside it
 * would close it; what fills the screen, because all else is below it. It is there only while something is mounted.
 */
/**
 * Not all that trap the focus say so: Radix and React Aria are no modals by their word, popovers of Headless UI and Bits UI no dialogs.
 * What a browser does not know of these it leaves out.
 */
export const LAYER =
  ":is(dialog:modal,[aria-modal=true],[role$=dialog],[id*=popover-panel],[data-popover-content],:popover-open,:fullscreen)";
/** A framework that hydrates puts its own in the place of everything once or twice; a tour moves in and out of a few dialogs. */
const MOST_TIMES = 5;

export interface Holder {
  readonly root: ShadowRoot;
  /** Puts it where it can be used. `layer`: what it has to be in, if anything. Out: whether it had to move. */
  place(layer: Element | null | undefined): boolean;
  remove(): void;
}

/** Up through shadow roots and frames: a target in a frame has its card in our own page. */
export function findLayer(element: Element): Element | null {
  const found = element.ownerDocument === document ? element.closest(LAYER) : null;
  const root = element.getRootNode();
  const outer = (root as ShadowRoot).host ?? (root as Document).defaultView?.frameElement;
  return found ?? (outer ? findLayer(outer) : null);
}

export function makeHolder(): Holder {
  const element = document.createElement("div");
  element.setAttribute("data-handrail", "");
  // React Aria hides all that stands beside its modals, but for what says this.
  element.setAttribute("data-react-aria-top-layer", "true");
  // Turbo copies the body to come back to it.
  element.setAttribute("data-turbo-temporary", "");
  const root = element.attachShadow({ mode: "open" });
  // Frameworks hide the siblings of their modals. This one is ours to keep in sight.
  const keep = new MutationObserver(() => {
    for (const name of element.getAttributeNames()) if (!name.startsWith("data-")) element.removeAttribute(name);
  });
  let left = MOST_TIMES;
  return {
    root,
    place: (layer) => {
      const { body, documentElement } = document;
      let parent = layer === documentElement ? body : (layer ?? body);
      // Some hosts sweep away each child of the body that is not theirs. Beside the body they don't look.
      if (left < 0 && parent === body) parent = documentElement;
      if (element.isConnected && element.parentNode === parent) return false;
      // What came back with a copy of the page is empty, and nobody's.
      for (const copy of document.querySelectorAll("[data-handrail][data-turbo-temporary]"))
        if (!copy.shadowRoot) copy.remove();
      keep.observe(element, { attributes: true });
      parent.append(element);
      left--;
      return true;
    },
    remove: () => {
      keep.disconnect();
      left = MOST_TIMES;
      element.remove();
    },
  };
}
