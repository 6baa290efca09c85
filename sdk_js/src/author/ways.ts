/** The ways to name an element by itself, from the most to the least trusted: each a locator without surroundings, with a judgement. */
import { labelOf, nameOf, squash } from "../page/name.ts";
import { read, TEST_IDS } from "../page/target.ts";
import type { Locator } from "../wire.gen.ts";
import { roleOf } from "./role_of.ts";
import { listSelectors } from "./selectors.ts";
import { findData, type Judgement, judgeToken, judgeWords, worstOf } from "./stability.ts";

export interface Way extends Judgement {
  readonly locator: Locator;
}

const LONGEST_NAME = 120;
const LONGEST_TEXT = 80;
const FIELD = "input,select,textarea,[contenteditable]:not([contenteditable=false])";
/** What these are called is what they contain. */
const OF_DATA = /^(row|(grid)?cell|option|listitem|treeitem|article|rowheader)$/;
const DATA: Judgement = { stability: "fair", why: "it is called by what it contains, which may be data" };
const ROW: Judgement = { stability: "fair", why: "it stands in a row, where words may be data" };
const SIGN: Judgement = { stability: "fair", why: "a sign only, which others may have as well" };
const ALONE: Judgement = { stability: "fair", why: "its role alone: good as long as there is one" };
const LANDMARK: Judgement = { stability: "stable", why: "a landmark, of which a page has one" };
const LANDMARKS = /^(main|banner|contentinfo)$/;

export function testIdOf(element: Element): string {
  for (const name of TEST_IDS) {
    const value = squash(element.getAttribute(name));
    if (value) return value;
  }
  return "";
}

export function listWays(element: Element): readonly Way[] {
  const role = roleOf(element);
  return [
    ...byTestId(element),
    ...(role ? byRole(element, role) : []),
    ...byLabel(element),
    ...byText(element, role),
    ...listSelectors(element).map(({ css, ...judgement }) => ({ locator: { css }, ...judgement })),
  ];
}

export function byTestId(element: Element): readonly Way[] {
  const test_id = testIdOf(element);
  return test_id && test_id.length <= 200 ? [{ locator: { test_id }, ...judgeToken(test_id, "test_id") }] : [];
}

export function byRole(element: Element, role: string): readonly Way[] {
  const name = nameOf(element, role);
  if (!name) return [{ locator: { role }, ...(LANDMARKS.test(role) ? LANDMARK : ALONE) }];
  if (name.length > LONGEST_NAME) return [];
  const named = { locator: { role, name }, ...judgeSaid(element, role, name, "name") };
  return LANDMARKS.test(role) ? [{ locator: { role }, ...LANDMARK }, named] : [named];
}

function byLabel(element: Element): readonly Way[] {
  const label = element.matches(FIELD) ? labelOf(element) : "";
  return label && label.length <= LONGEST_NAME ? [{ locator: { label }, ...judgeWords(label, "label") }] : [];
}

function byText(element: Element, role: string | null): readonly Way[] {
  if (element.matches(FIELD) || /^(html|body|head|script|style|svg|iframe)$/.test(element.localName)) return [];
  const text = read(element);
  return text && text.length <= LONGEST_TEXT ? [{ locator: { text }, ...judgeSaid(element, role, text, "text") }] : [];
}

function judgeSaid(element: Element, role: string | null, words: string, kind: "name" | "text"): Judgement {
  const said = judgeWords(words, kind);
  if (findData(words)) return said;
  if (!/[\p{L}\p{N}]/u.test(words)) return worstOf(said, SIGN);
  if (role && OF_DATA.test(role)) return worstOf(said, DATA);
  return element.closest("tbody tr,[role=row],[role=option]") ? worstOf(said, ROW) : said;
}
