/**
 * The one element of ours on the host's page, with the shadow root that everything lives in. It stands under `body`, or inside the
 * dialog that the target is in, because all else may be inert then, and out of the keyboard's reach. It is there only while something
 * is mounted.
 */
const MODAL = "dialog:modal,[aria-modal=true]";
/** Not all that trap the focus say so: Radix and React Aria are no modals by their word, popovers of Headless UI and Bits UI no dialogs. */
const DIALOG = `${MODAL},[role$=dialog],[id*=popover-panel],[data-popover-content]`;
/** A framework that hydrates puts its own in the place of everything once or twice; a tour moves in and out of a few dialogs. */
const MOST_TIMES = 5;

export interface Holder {
  readonly root: ShadowRoot;
  /** Puts it where this target (or a card without one) can be used. Out: whether it had to move. */
  place(target: Element | null): boolean;
  remove(): void;
}

/** Up through shadow roots and frames: a target in a frame has its card in our own page. */
function findDialog(element: Element): Element | null {
  const found = element.ownerDocument === document ? element.closest(DIALOG) : null;
  const root = element.getRootNode();
  const outer = (root as ShadowRoot).host ?? (root as Document).defaultView?.frameElement;
  return found ?? (outer ? findDialog(outer) : null);
}

function findParent(target: Element | null): Element {
  if (target) return findDialog(target) ?? document.body;
  const open = document.querySelectorAll(MODAL);
  return [...open].filter((dialog) => dialog.getClientRects().length).pop() ?? document.body;
}

export function makeHolder(): Holder {
  const element = document.createElement("div");
  element.setAttribute("data-handrail", "");
  // React Aria hides all that stands beside its modals, but for what says this.
  element.setAttribute("data-react-aria-top-layer", "true");
  const root = element.attachShadow({ mode: "open" });
  // Frameworks hide the siblings of their modals. This one is ours to keep in sight.
  const keep = new MutationObserver(() => {
    for (const name of element.getAttributeNames()) if (!name.startsWith("data-")) element.removeAttribute(name);
  });
  let left = MOST_TIMES;
  return {
    root,
    place: (target) => {
      let parent = findParent(target);
      // Some hosts sweep away each child of the body that is not theirs. Beside the body they don't look.
      if (left < 0 && parent === document.body) parent = document.documentElement;
      if (element.isConnected && element.parentNode === parent) return false;
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
