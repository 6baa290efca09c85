/** What stands in elements that the host marked with `data-handrail-redact`, in open shadow roots too: texts, values and titles. */
const MARKED = "[data-handrail-redact]";
const ATTRIBUTES = ["title", "alt", "aria-label", "value", "placeholder"];
/** More of them than a page has. */
const MOST = 5000;

export function listHidden(root: Document | ShadowRoot = document): ReadonlySet<string> {
  const found = new Set<string>();
  collect(root, false, found);
  return found;
}

function collect(node: Node, isMarked: boolean, found: Set<string>): void {
  if (found.size > MOST) return;
  if (node instanceof Element) {
    isMarked ||= node.matches(MARKED);
    if (isMarked) for (const text of readElement(node)) found.add(text);
    if (node.shadowRoot) collect(node.shadowRoot, isMarked, found);
  } else if (isMarked && node instanceof Text) found.add(node.data);
  for (const child of node.childNodes) collect(child, isMarked, found);
}

function* readElement(element: Element): Generator<string> {
  if (!element.childElementCount || element.matches(MARKED)) yield element.textContent ?? "";
  for (const name of ATTRIBUTES) yield element.getAttribute(name) ?? "";
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName)) yield (element as HTMLInputElement).value;
}
