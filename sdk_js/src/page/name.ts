/**
 * What an element is called, as assistive technology says it: the Accessible Name and Description Computation 1.2 for the usual
 * cases. References, labels, alternatives, what it says itself, then title and placeholder.
 */
import { recall } from "./watch.ts";

/** `Node.nodeType` */
const ELEMENT = 1;
const TEXT = 3;
/** Text for the browser, not for people. */
export const UNREAD = "script,style,noscript";
/** Fields too: what is typed or chosen comes and goes, so no name is made of it. */
const SILENT = `${UNREAD},input,select,textarea,[hidden],[aria-hidden=true]`;
/** How it is laid out, and what it is, where no gap is seen around it. */
const FLOWING = /^inline(?!-|br|img|svg)|slot$/;
const NAMED_BY_CONTENT =
  /^(button|(grid)?cell|(menuitem)?(checkbox|radio)|(column|row)header|heading|link|menuitem|option|row|switch|tab|tooltip|treeitem)$/;
/** Named by its text alone, if that is all that is in it. */
const PLAIN = "a[href]:not([role],[aria-label],[aria-labelledby])";
/** The child that names its parent. */
const CAPTIONS: Readonly<Record<string, string>> = {
  fieldset: "legend",
  table: "caption",
  figure: "figcaption",
  svg: "title",
};

export const squash = (text: string | null | undefined): string => (text ? text.replace(/\s+/g, " ").trim() : "");

/** What a node says, with spaces where a reader sees a gap. */
function say(node: Node, except?: Element): string {
  if (node.nodeType === TEXT) return (node as Text).data;
  if (node.nodeType !== ELEMENT || node === except) return "";
  const element = node as HTMLImageElement;
  const { display } = getComputedStyle(element);
  if (element.matches(SILENT) || display === "none") return "";
  const text = squash(element.getAttribute("aria-label")) || element.alt || sayContent(element, except);
  return FLOWING.test(display + element.localName) ? text : ` ${text} `;
}

function sayContent(element: Element, except?: Element): string {
  const inner = element.shadowRoot ?? element;
  const assigned = (element as HTMLSlotElement).assignedNodes?.() ?? [];
  if (!inner.firstElementChild && !assigned[0]) return inner.textContent ?? "";
  const children = assigned[0] ? assigned : inner.childNodes;
  return [...children].map((child) => say(child, except)).join("");
}

/** Of all labels at once: a browser looks through the whole page for the `labels` of each single field. */
function labelsOf(element: Element, root: Document | ShadowRoot): readonly Element[] | undefined {
  const labels = recall(root, "label\n", () => {
    const found = new Map<Element | null, Element[]>();
    for (const label of root.querySelectorAll("label"))
      found.set(label.control, [...(found.get(label.control) ?? []), label]);
    return found;
  });
  return labels.get(element);
}

/** What is written in or beside a field to tell what belongs there; empty where nothing is. */
export function labelOf(element: Element): string {
  const root = element.getRootNode() as Document | ShadowRoot;
  const ids = element.getAttribute("aria-labelledby")?.match(/\S+/g);
  const referred = ids?.map((id) => root.getElementById?.(id));
  const read = (others?: readonly (Element | null)[]): string =>
    squash(others?.map((other) => other && (other.getAttribute("aria-label") || sayContent(other, element))).join(" "));
  return read(referred) || squash(element.getAttribute("aria-label")) || read(labelsOf(element, root));
}

/** What its tag provides for a name. */
function captionOf(element: Element): string {
  const { localName } = element;
  if (localName === "input") {
    const { type, value, alt } = element as HTMLInputElement;
    const names: Readonly<Record<string, string>> = {
      submit: value || "Submit",
      reset: value || "Reset",
      button: value,
      image: alt,
    };
    return squash(names[type]);
  }
  const caption = CAPTIONS[localName] && element.querySelector(`:scope > ${CAPTIONS[localName]}`);
  return caption ? squash(sayContent(caption)) : squash(element.getAttribute("alt"));
}

export function nameOf(element: Element, role: string): string {
  return (
    (!element.firstElementChild && element.matches(PLAIN) && squash(element.textContent)) ||
    labelOf(element) ||
    captionOf(element) ||
    (NAMED_BY_CONTENT.test(role) && squash(sayContent(element))) ||
    squash(element.getAttribute("title") || element.getAttribute("placeholder"))
  );
}
