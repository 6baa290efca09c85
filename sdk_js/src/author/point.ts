/** From a point on the screen, or a key, to an element: what lies there, through open shadow roots and frames of the host's own. */
import { isVisible, lookUp, TEST_IDS } from "../page/target.ts";
import { listAncestors } from "./containers.ts";

const OURS = "[data-handrail]";
const ACTIVE =
  "a[href],button,input,select,textarea,summary,[contenteditable]:not([contenteditable=false]),[role=button],[role=link],[role=tab],[role^=menuitem],[role=option],[role=switch],[role=checkbox],[role=radio],[role=combobox],[role=textbox]";
/** What Tab goes through: what can be used, and what is named. */
const STOPS = `${ACTIVE},h1,h2,h3,h4,h5,h6,img,svg,table,form,dialog,main,nav,header,footer,aside,section,li,[role],[tabindex],[${TEST_IDS.join("],[")}]`;
const NEAR = 4;

/** The innermost element there that is not ours. `x` and `y` are CSS pixels of the page's viewport. */
export function findAt(x: number, y: number, within: Document | ShadowRoot = document): Element | null {
  const found = within.elementsFromPoint(x, y).find((one) => !one.closest(OURS));
  if (!found) return null;
  const { shadowRoot } = found;
  if (shadowRoot && shadowRoot !== within) {
    const inner = findAt(x, y, shadowRoot);
    if (inner && inner.getRootNode() !== document) return inner;
  }
  const inside = (found as Partial<HTMLIFrameElement>).contentDocument;
  if (!inside) return found;
  const { left, top } = found.getBoundingClientRect();
  return findAt(x - left - found.clientLeft, y - top - found.clientTop, inside) ?? found;
}

/** What was meant: not the drawing in a button but the button, not a label but its field. */
export function liftElement(element: Element): Element {
  const around = [element, ...listAncestors(element)].slice(0, NEAR);
  const used = around.find((one) => one.matches(ACTIVE));
  if (used) return used;
  const label = around.find((one) => one.localName === "label") as HTMLLabelElement | undefined;
  return label?.control ?? element.closest("svg") ?? element;
}

/** Code editors of the page's own drawing hear keys in a field that nobody sees: what is seen around it. Null for any other field. */
export function findEditor(element: Element): Element | null {
  const [around, ...others] = listAncestors(element);
  if (element.localName !== "textarea" || !around || !(isTiny(element) || isTiny(around))) return null;
  return [around, ...others].find((one) => !isTiny(one)) ?? null;
}

function isTiny(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return Math.min(width, height) < 5;
}

/** In pixels of the page's own viewport. */
export function findBox(element: Element): DOMRect {
  const { left, top, width, height } = element.getBoundingClientRect();
  const frame = element.ownerDocument.defaultView?.frameElement;
  if (!frame || element.ownerDocument === document) return new DOMRect(left, top, width, height);
  const outer = findBox(frame);
  return new DOMRect(left + outer.left + frame.clientLeft, top + outer.top + frame.clientTop, width, height);
}

/** What can be pointed at by key, in the order of the page. */
export function listStops(): readonly Element[] {
  const inPage = lookUp({ css: STOPS })(STOPS);
  const all = inPage.flatMap((one) => {
    const inner = (one as Partial<HTMLIFrameElement>).contentDocument;
    return inner ? [one, ...inner.querySelectorAll(STOPS)] : [one];
  });
  return all.filter((one) => !one.closest(OURS) && isVisible(one));
}

/** One step up, out of shadow roots and frames too, as far as the body. */
export function findOuter(element: Element): Element | null {
  const [above] = listAncestors(element);
  if (above && above.localName !== "html") return above;
  return element.ownerDocument === document ? null : (element.ownerDocument.defaultView?.frameElement ?? null);
}

export const findInner = (element: Element): Element | null =>
  [...(element.shadowRoot ?? element).children].find(isVisible) ?? null;
