/**
 * The server's node tree, as elements. In: nodes as data, trusted for nothing; out: text and known elements only. Made without a virtual
 * tree: it is drawn once, and may be long. A link to an item says which in `data-item`: whoever draws it hears the press.
 */

import type { ArticleElement, ArticleNode } from "../article_node.ts";
import type { Media } from "../contract.ts";
import type { HelpWords } from "../panel/words.ts";
import { create, setAttributes } from "./elements.ts";
import { createLink } from "./text.ts";

export interface RenderProps {
  readonly words: Pick<HelpWords, "table" | "note" | "tip" | "warning" | "new_tab">;
  readonly locale: string;
  /** The whole address of an image or a video. */
  readonly locate: (path: string) => string;
  readonly showMedia: (slot: HTMLElement, media: Media) => void;
}

type Make = (node: ArticleElement, inside: DocumentFragment, props: RenderProps) => Element | null;

const ITEM = /^(article|tour|contact|quiz|checklist):/;
/** Deeper than any author writes. */
const DEEPEST = 40;

/** Null for what is not to be shown as such: its content stays, as text. */
const MAKERS = new Map<string, Make>(
  (
    [
      [
        "p strong em del code ul li br blockquote hr thead tbody tr",
        ({ tag }, inside) => fill(create(tag as "p"), inside),
      ],
      ["h2 h3 h4", makeHeading],
      ["a", makeLink],
      ["ol", ({ start }, inside) => fill(create("ol"), inside, start == null ? {} : { start: `${start}` })],
      // Code is read from left to right in every language.
      ["pre", (_, inside) => fill(create("pre"), inside, { dir: "ltr" })],
      ["span", ({ token }, inside) => fill(create("span", `token-${token}`), inside)],
      ["aside", makeCallout],
      ["table", makeTable],
      ["th td", makeCell],
      ["img video", makeMedia],
    ] as [string, Make][]
  ).flatMap(([tags, make]) => tags.split(" ").map((tag): [string, Make] => [tag, make])),
);

export function renderNodes(nodes: readonly ArticleNode[], props: RenderProps, depth = 0): DocumentFragment {
  const out = document.createDocumentFragment();
  for (const node of Array.isArray(nodes) ? nodes : []) {
    if (typeof node === "string") out.append(node);
    if (typeof node?.tag !== "string") continue;
    const inside = document.createDocumentFragment();
    if (depth < DEEPEST) inside.append(renderNodes(node.children ?? [], props, depth + 1));
    out.append(MAKERS.get(node.tag)?.(node, inside, props) ?? inside);
  }
  return out;
}

function fill<E extends Element>(element: E, inside: Node, attributes: Record<string, string> = {}): E {
  setAttributes(element, attributes);
  element.append(inside);
  return element;
}

/** One level down: above it is the article's own title. Links lead to it by its id, which the host's page never sees. */
function makeHeading({ tag, id }: ArticleElement, inside: DocumentFragment): Element {
  return fill(create(`h${Number(tag[1]) + 1}` as "h3"), inside, id ? { id, tabindex: "-1" } : {});
}

function makeLink({ href }: ArticleElement, inside: DocumentFragment, { words }: RenderProps): Element | null {
  if (href && ITEM.test(href)) {
    // It leads to nothing that another tab could open, so it has no address.
    return fill(create("a"), inside, { role: "link", tabindex: "0", "data-item": href });
  }
  const link = createLink(href);
  if (!link) return null;
  link.append(inside);
  if (/^https?:/.test(`${href}`)) {
    setAttributes(link, { target: "_blank", rel: "noopener" });
    link.append(create("span", "quiet", ` (${words.new_tab})`));
  }
  return link;
}

function makeCallout({ callout }: ArticleElement, inside: DocumentFragment, { words }: RenderProps): Element {
  const kind = callout === "tip" || callout === "warning" ? callout : "note";
  return fill(create("div", `callout ${kind}`, create("strong", "", words[kind])), inside, { role: "note" });
}

/** It scrolls within, and by keys where it does. */
function makeTable(_: ArticleElement, inside: DocumentFragment, { words }: RenderProps): Element {
  return fill(create("div", "scroll"), fill(create("table"), inside), { role: "group", "aria-label": words.table });
}

function makeCell({ tag, align }: ArticleElement, inside: DocumentFragment): Element {
  const at = align === "center" || align === "right" ? align : "";
  return fill(create(tag as "td", at), inside, tag === "th" ? { scope: "col" } : {});
}

function makeMedia(
  { tag, src, alt, captions, captions_locale }: ArticleElement,
  _: DocumentFragment,
  { locate, locale, showMedia }: RenderProps,
): Element {
  const slot = create("div", "media");
  showMedia(slot, {
    kind: tag === "video" ? "video" : "image",
    src: locate(src ?? ""),
    alt: alt ?? "",
    captions: captions ? locate(captions) : null,
    captions_locale: captions_locale ?? locale,
  });
  return slot;
}
