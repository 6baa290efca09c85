/** The server's node tree made into elements. In: nodes as data, trusted for nothing; out: text and known elements only. */
import type { TextNode } from "../contract.ts";
import { create } from "./elements.ts";

const INLINE = ["strong", "em", "code", "a", "br"];
const TAGS = [...INLINE, "p", "ul", "ol", "li"];

/** With `inline`, blocks give their content alone: a heading holds no paragraph. */
export function renderText(nodes: readonly TextNode[], inline = false): DocumentFragment {
  const out = document.createDocumentFragment();
  for (const node of nodes) {
    if (typeof node === "string") {
      out.append(node);
      continue;
    }
    const inside = renderText(node.children ?? [], inline);
    const link = node.tag === "a" ? createLink(node.href) : null;
    const known = (inline ? INLINE : TAGS).includes(node.tag) && node.tag !== "a";
    const element = link ?? (known ? create(node.tag) : null);
    element?.append(inside);
    out.append(element ?? inside);
  }
  return out;
}

/** Null for an address that isn't one of a page or a mailbox: its words stay, as text. */
export function createLink(href: string | null | undefined): HTMLAnchorElement | null {
  let url: URL;
  try {
    url = new URL(href ?? "", document.baseURI);
  } catch {
    return null; // no address at all
  }
  if (!href || !/^(https?|mailto):$/.test(url.protocol)) return null;
  const link = create("a");
  link.href = href;
  if (url.protocol !== "mailto:" && url.origin !== location.origin) {
    link.target = "_blank";
    link.rel = "noopener";
  }
  return link;
}

/** Fills `{n}` and the like; a placeholder that nobody knows stays as it is. */
export function fillWords(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => `${values[name] ?? whole}`);
}
