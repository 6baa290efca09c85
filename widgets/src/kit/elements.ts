/** Making elements, without markup in strings: that holds under Trusted Types too. */
type Child = Node | string;

export function create<K extends keyof HTMLElementTagNameMap>(tag: K, name = "", ...children: Child[]) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children);
  return element;
}

export function setAttributes(element: Element, attributes: Record<string, string | number | boolean | null>) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : `${value}`);
  }
}

/** A 16 px line drawing in the text's colour; said by its button's name, so hidden itself. */
export function drawIcon(path: string): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  setAttributes(svg, { viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" });
  const line = document.createElementNS(svg.namespaceURI, "path") as SVGPathElement;
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}
