/** Making elements, without markup in strings: that holds under Trusted Types too. A host's style sheet finds them by `::part()`. */
type Child = Node | string;

export function create<K extends keyof HTMLElementTagNameMap>(tag: K, name = "", ...children: Child[]) {
  const element = document.createElement(tag);
  if (name) setAttributes(element, { class: name, part: name });
  element.append(...children);
  return element;
}

export function setAttributes(element: Element, attributes: Record<string, string>) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

const SVG = "http://www.w3.org/2000/svg";
export const CROSS = "M4 4l8 8M12 4l-8 8";
export const DOTS = "M3 8h.01M8 8h.01M13 8h.01";

/** A button with a 16 px line drawing in the text's colour; it is said by the button's name, so hidden itself. */
export function createIconButton(path: string, name = ""): HTMLButtonElement {
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  setAttributes(svg, { viewBox: "0 0 16 16", "aria-hidden": "true" });
  setAttributes(line, { d: path });
  svg.append(line);
  return create("button", `icon ${name}`, svg);
}

export function nameButton(button: Element, name: string) {
  setAttributes(button, { "aria-label": name, title: name });
}
