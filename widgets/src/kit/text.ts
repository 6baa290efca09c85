/** The server's node tree made into elements. In: nodes as data, trusted for nothing; out: text and known elements only. */
import type { TextNode } from "../contract.ts";
import { create, setAttributes } from "./elements.ts";

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
    const known = (inline ? INLINE : TAGS).includes(node.tag);
    const element = node.tag === "a" ? createLink(node.href) : known ? create(node.tag) : null;
    const inside = renderText(node.children ?? [], inline);
    element?.append(inside);
    out.append(element ?? inside);
  }
  return out;
}

/** Null for an address that isn't one of a page or a mailbox: its words stay, as text. */
export function createLink(href: string | null | undefined): HTMLAnchorElement | null {
  const link = create("a");
  link.href = href ?? "";
  if (!href || !/^(https?|mailto):$/.test(link.protocol)) return null;
  if (link.host && link.origin !== location.origin) setAttributes(link, { target: "_blank", rel: "noopener" });
  return link;
}

/** Fills `{n}` and the like; a placeholder that nobody knows stays as it is. */
export function fillWords(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => `${values[name] ?? whole}`);
}
