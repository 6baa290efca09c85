/** CSS selectors for an element, from what its author wrote on it; where nothing serves, a path by places. Each with a judgement. */
import { TEST_IDS } from "../page/target.ts";
import { type Judgement, judgeToken, judgeWords, levelOf } from "./stability.ts";

export interface Selector extends Judgement {
  readonly css: string;
}

/** Of a locator's `css`. */
const LONGEST = 400;
const MOST_CLASSES = 4;
const MOST_STEPS = 16;
/** What is the app's own business, and stays as long as that. */
const TELLING = ["name", "href", "for", "action", "aria-controls", "data-action", "data-id", "data-name", "data-key"];
/** The other half of a class of styled-components is letters alone: told by the company that it keeps. */
const STYLED = "styled-components";
const MADE: Judgement = { stability: "fragile", why: "looks generated: styled-components makes it of the styles" };
const HASH = /^[a-zA-Z]{5,7}$/;
const PATH = "counts places on the page: any change around it breaks it";

const quote = (value: string): string => `"${value.replace(/["\\]/g, "\\$&").replace(/\s/g, " ")}"`;

export function listSelectors(element: Element): readonly Selector[] {
  const all = [
    ...byId(element),
    ...byTag(element),
    ...byAttribute(element),
    ...byFrame(element),
    ...byClass(element),
    byPath(element),
  ];
  return all.filter(({ css }) => css.length <= LONGEST);
}

export function byId({ id }: Element): readonly Selector[] {
  return id && !/\s/.test(id) ? [{ css: `#${CSS.escape(id)}`, ...judgeToken(id, "id") }] : [];
}

/** The app's own kind of element. */
const byTag = ({ localName }: Element): readonly Selector[] =>
  localName.includes("-") ? [{ css: CSS.escape(localName), ...judgeToken(localName, "tag") }] : [];

function byAttribute(element: Element): readonly Selector[] {
  return TELLING.flatMap((name) => {
    const value = element.getAttribute(name);
    // An address of another host, or with a query or a fragment, says where somebody is now.
    if (!value || value.length > 80 || (name === "href" && !/^\/?[\w/.-]+$/.test(value))) return [];
    return [{ css: `${element.localName}[${name}=${quote(value)}]`, ...judgeToken(value, "attribute") }];
  });
}

/** A frame has no name but these. What its address asks for is of today. */
function byFrame(element: Element): readonly Selector[] {
  if (!/^i?frame$/.test(element.localName)) return [];
  const [path = "", query] = element.getAttribute("src")?.split(/(?=[?#])/) ?? [];
  const title = element.getAttribute("title") ?? "";
  const found = [
    { css: `${element.localName}[src${query ? "^" : ""}=${quote(path)}]`, ...judgeToken(path, "attribute"), is: path },
    { css: `${element.localName}[title=${quote(title)}]`, ...judgeWords(title, "text"), is: title },
  ];
  return found.flatMap(({ is, ...selector }) => (is && !is.startsWith("data:") && is.length <= 200 ? [selector] : []));
}

/** The best of its classes, or, where all are made up, the first: to say so. */
function byClass(element: Element): readonly Selector[] {
  const all = [...element.classList].map((name) => ({ name, ...judgeToken(name, "class") }));
  const isStyled = all.some(({ why }) => why.includes(STYLED));
  const classes = all.map((one) => (isStyled && HASH.test(one.name) ? { ...one, ...MADE } : one));
  const [best, ...more] = classes.sort((a, b) => levelOf(a) - levelOf(b));
  if (!best) return [];
  const good = [best, ...more].filter((one) => one.stability !== "fragile").slice(0, MOST_CLASSES);
  const select = (names: readonly { readonly name: string }[]) =>
    element.localName + names.map(({ name }) => `.${CSS.escape(name)}`).join("");
  const { stability, why } = best;
  const single = { css: select([best]), stability, why };
  return good.length > 1 ? [single, { css: select(good), stability, why }] : [single];
}

/** Down to it from what is named around it, or from as far out as it takes for it to be the only one. */
function byPath(element: Element): Selector {
  const tree = element.getRootNode() as Document | ShadowRoot;
  const steps: string[] = [];
  for (let at: Element | null = element; at && steps.length < MOST_STEPS; at = at.parentElement) {
    const known = at === element ? undefined : nameSolid(at);
    steps.unshift(known ?? describeStep(at));
    if (known || /^(body|main)$/.test(at.localName) || tree.querySelectorAll(steps.join(" > ")).length === 1) break;
  }
  return { css: steps.join(" > "), stability: "fragile", why: PATH };
}

function nameSolid(element: Element): string | undefined {
  for (const name of TEST_IDS) {
    const value = element.getAttribute(name);
    if (value && judgeToken(value, "test_id").stability === "stable") return `[${name}=${quote(value)}]`;
  }
  return byId(element).find(({ stability }) => stability !== "fragile")?.css;
}

function describeStep(element: Element): string {
  const { localName, parentElement } = element;
  const tag = CSS.escape(localName);
  const same = [...(parentElement?.children ?? [])].filter((other) => other.localName === localName);
  return same.length > 1 ? `${tag}:nth-of-type(${same.indexOf(element) + 1})` : tag;
}
