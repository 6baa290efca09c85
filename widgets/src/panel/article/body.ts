/**
 * The compiled node tree of an article, as elements. In: nodes as data, trusted for nothing; out: text and known elements only. Made without
 * a virtual tree: it is drawn once, and may be long.
 */
import type { Media } from "../../contract.ts";
import { create, setAttributes } from "../../kit/elements.ts";
import { createLink } from "../../kit/text.ts";
import type { HelpWords } from "../words.ts";

export type ArticleNode = string | ArticleNodeElement;
/** `href` may name an item: `article:refunds#how`, `tour:welcome`, `contact:`. */
export interface ArticleNodeElement {
  readonly tag: string;
  readonly children?: readonly ArticleNode[];
  readonly href?: string | null;
  readonly id?: string | null;
  readonly callout?: string | null;
  readonly token?: string | null;
  readonly align?: string | null;
  readonly src?: string | null;
  readonly alt?: string | null;
  readonly captions?: string | null;
  readonly start?: number | null;
}

export interface BodyProps {
  readonly words: HelpWords;
  readonly locale: string;
  /** Where paths of our server begin. */
  readonly base: string;
  /** A link to an item was pressed: `article:refunds#how`. */
  readonly follow: (item: string) => void;
  readonly showMedia: (slot: HTMLElement, media: Media) => void;
}

type Make = (node: ArticleNodeElement, inside: DocumentFragment, props: BodyProps) => Element | null;

const PLAIN = [
  "p",
  "strong",
  "em",
  "del",
  "code",
  "ul",
  "li",
  "br",
  "blockquote",
  "hr",
  "thead",
  "tbody",
  "tr",
] as const;
const ITEM = /^(article|tour|contact):/;
/** Deeper than any author writes. */
const DEEPEST = 40;

/** Null for what is not to be shown as such: its content stays, as text. */
const MAKERS = new Map<string, Make>([
  ...PLAIN.map((tag): [string, Make] => [tag, (_, inside) => fill(create(tag), inside)]),
  ["h2", makeHeading],
  ["h3", makeHeading],
  ["h4", makeHeading],
  ["a", makeLink],
  ["ol", ({ start }, inside) => fill(create("ol"), inside, start == null ? {} : { start: `${start}` })],
  // Code is read from left to right in every language.
  ["pre", (_, inside) => fill(create("pre"), inside, { dir: "ltr" })],
  ["span", ({ token }, inside) => fill(create("span", `token-${token}`), inside)],
  ["aside", makeCallout],
  ["table", makeTable],
  ["th", makeCell],
  ["td", makeCell],
  ["img", makeMedia],
  ["video", makeMedia],
]);

export function renderBody(nodes: readonly ArticleNode[], props: BodyProps, depth = 0): DocumentFragment {
  const out = document.createDocumentFragment();
  for (const node of nodes) {
    if (typeof node === "string") {
      out.append(node);
      continue;
    }
    const inside = depth < DEEPEST ? renderBody(node.children ?? [], props, depth + 1) : "";
    const into = document.createDocumentFragment();
    into.append(inside);
    out.append(MAKERS.get(node.tag)?.(node, into, props) ?? into);
  }
  return out;
}

function fill<E extends Element>(element: E, inside: Node, attributes: Record<string, string> = {}): E {
  setAttributes(element, attributes);
  element.append(inside);
  return element;
}

/** One level down: the article's own title is the panel's second. Links lead to it by its id, which the host's page never sees. */
function makeHeading({ tag, id }: ArticleNodeElement, inside: DocumentFragment): Element {
  const element = create(tag === "h2" ? "h3" : tag === "h3" ? "h4" : "h5");
  return fill(element, inside, id ? { id, tabindex: "-1" } : {});
}

function makeLink(
  { href }: ArticleNodeElement,
  inside: DocumentFragment,
  { words, follow }: BodyProps,
): Element | null {
  if (href && ITEM.test(href)) {
    // It leads to nothing that another tab could open, so it has no address.
    const link = fill(create("a", "link"), inside, { role: "link", tabindex: "0" });
    link.addEventListener("click", () => follow(href));
    link.addEventListener("keydown", ({ key }) => key === "Enter" && follow(href));
    return link;
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

function makeCallout({ callout }: ArticleNodeElement, inside: DocumentFragment, { words }: BodyProps): Element {
  const kind = callout === "tip" || callout === "warning" ? callout : "note";
  const label = create("strong", "", words[kind]);
  return fill(create("div", `callout ${kind}`, label), inside, { role: "note" });
}

/** It scrolls within, and by keys where it does. */
function makeTable(_: ArticleNodeElement, inside: DocumentFragment, { words }: BodyProps): Element {
  return fill(create("div", "scroll"), fill(create("table"), inside), { role: "group", "aria-label": words.table });
}

function makeCell({ tag, align }: ArticleNodeElement, inside: DocumentFragment): Element {
  const cell = fill(create(tag === "th" ? "th" : "td"), inside, tag === "th" ? { scope: "col" } : {});
  if (align === "center" || align === "right") cell.classList.add(align);
  return cell;
}

function makeMedia({ tag, src, alt, captions }: ArticleNodeElement, _: DocumentFragment, props: BodyProps): Element {
  const locate = (path: string) => (/^\/(?!\/)/.test(path) ? props.base + path : path);
  const slot = create("div", "media");
  props.showMedia(slot, {
    kind: tag === "video" ? "video" : "image",
    src: locate(src ?? ""),
    alt: alt ?? "",
    captions: captions ? locate(captions) : null,
    captions_locale: props.locale,
  });
  return slot;
}
