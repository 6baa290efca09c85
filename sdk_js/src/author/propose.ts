/**
 * What a step probably meant whose locators find nothing, or several: in go its locators, out come other ones that fit, the likeliest
 * first. Evidence: a similar name and the same role, a test id spelt otherwise, a similar label or text, what a selector named, the place.
 */

import type { Root } from "../page/glance.ts";
import { labelOf, nameOf, squash } from "../page/name.ts";
import { enter, FIELDS, findTarget, isVisible, lookUp, read, TEST_IDS } from "../page/target.ts";
import { lookOnce } from "../page/watch.ts";
import type { Locator } from "../wire.gen.ts";
import { compareNames } from "./likeness.ts";
import { listMatches } from "./matches.ts";
import { type Ranked, rankLocators } from "./rank.ts";
import { roleOf } from "./role_of.ts";
import { testIdOf } from "./ways.ts";

export interface Proposal extends Ranked {
  /** How likely it is what was meant, from 0 to 1. */
  readonly likeness: number;
  /** What speaks for it, in words. */
  readonly because: string;
  /** Which of the broken locators it is put in place of: the one that names it in the same way, else the first. */
  readonly replaces: number;
}

export interface Seen {
  /** The locators of other steps: what they find is less likely. */
  readonly others?: readonly (readonly Locator[])[];
}

interface Evidence {
  readonly score: number;
  readonly because: string;
}

const MOST = 3;
const LEAST = 0.35;
const NAMELIKE = 0.45;
const TEXTS = "h1,h2,h3,h4,h5,h6,a,button,label,legend,p,th,td,li,span,summary,strong,em,small,div";
const ACTIVE = /^(button|link|menuitem|tab|checkbox|switch|radio|option|combobox|textbox|searchbox|heading)$/;
const NAMED = "a,button,input,select,textarea,summary,[role]";
const LONGEST = 120;

export function proposeLocators(broken: readonly Locator[], { others = [] }: Seen = {}): readonly Proposal[] {
  return lookOnce(() => {
    const found = new Map<Element, Evidence[]>();
    for (const locator of broken) gatherFrom(locator, found);
    const taken = new Set(others.map((locators) => findTarget(locators).element));
    const likely = [...found]
      .map(([element, evidence]) => ({ element, ...weigh(evidence, taken.has(element)) }))
      .filter(({ score }) => score >= LEAST)
      .sort((a, b) => b.score - a.score);
    return likely.slice(0, MOST).flatMap(({ element, score, because }) => propose(element, score, because, broken));
  });
}

/** Each piece of evidence leaves less doubt. */
function weigh(evidence: readonly Evidence[], isTaken: boolean): Evidence {
  const doubt = evidence.reduce((left, { score }) => left * (1 - score), 1);
  const sorted = [...evidence].sort((a, b) => b.score - a.score);
  const because = [...new Set(sorted.map((one) => one.because))].slice(0, 2).join("; ");
  return { score: Math.round((1 - doubt) * (isTaken ? 0.5 : 1) * 100) / 100, because };
}

function propose(element: Element, likeness: number, because: string, broken: readonly Locator[]): readonly Proposal[] {
  const fitting = rankLocators(element).filter(({ fits }) => fits);
  const [best] = fitting;
  if (!best) return [];
  const same = fitting.find(
    (one) => one.stability !== "fragile" && broken.some((other) => isSameWay(one.locator, other)),
  );
  const chosen = same ?? best;
  const replaces = broken.findIndex((other) => isSameWay(chosen.locator, other));
  return [{ ...chosen, likeness, because, replaces: Math.max(0, replaces) }];
}

const WAYS = ["test_id", "role", "label", "text", "css"] as const;
const isSameWay = (a: Locator, b: Locator): boolean =>
  WAYS.every((way) => (a[way] === undefined) === (b[way] === undefined)) &&
  (a.name === undefined) === (b.name === undefined);

function gatherFrom(locator: Locator, found: Map<Element, Evidence[]>): void {
  const add = (element: Element, score: number, because: string): void => {
    if (score > 0) found.set(element, [...(found.get(element) ?? []), { score: Math.min(score, 0.97), because }]);
  };
  try {
    const { within: _, nth: __, ...bare } = locator;
    const inside = enter(locator, document);
    const around = inside ?? enter(bare, document);
    const several = listMatches(locator);
    if (several.length > 1 && !locator.nth) {
      for (const element of several) add(element, 0.9 / several.length, `one of ${several.length} that it finds now`);
      return;
    }
    if (!around) return;
    for (const [element, { score, because }] of gather(bare, around)) add(element, score, because);
    // It may have moved out of where it was.
    if (inside && locator.within) {
      const frame = enter(bare, document);
      if (frame)
        for (const [element, { score, because }] of gather(bare, frame))
          if (!found.has(element)) add(element, score * 0.8, `${because}, elsewhere on the page`);
    }
  } catch {
    // No selector in this browser: it says nothing about what was meant.
  }
}

type Gathered = readonly (readonly [Element, Evidence])[];

function gather(locator: Locator, root: Root): Gathered {
  const { test_id, role, name, label, text, css } = locator;
  if (test_id) return likeTestId(test_id, root);
  if (role) return likeRole(role, `${name ?? ""}`, root);
  if (label) return likeLabel(`${label}`, root);
  if (text) return likeText(`${text}`, root);
  return css ? likeSelector(css, root) : [];
}

const select = (selector: string, root: Root): readonly Element[] => lookUp({ css: selector }, root)(selector);
const seen = (selector: string, root: Root): readonly Element[] => select(selector, root).filter(isVisible);

function likeTestId(wanted: string, root: Root): Gathered {
  const called = seen(NAMED, root).flatMap((element) => {
    const said = nameOf(element, roleOf(element) ?? "");
    const alike = compareNames(wanted, said);
    return alike >= 0.8 ? [[element, { score: alike * 0.5, because: `it is called “${cut(said)}”` }] as const] : [];
  });
  const marked = seen(`[${TEST_IDS.join("],[")}],[id]`, root);
  const spelt = marked.flatMap((element) => {
    const own = testIdOf(element);
    const said = own || element.id;
    const alike = Math.max(compareNames(wanted, said), compareTogether(wanted, said));
    const what = own ? `its test id is “${said}”` : `its id is “${said}”`;
    // Half of the words of an id are those of others as well.
    return alike >= 0.6 ? [[element, { score: alike * (own ? 0.85 : 0.75), because: what }] as const] : [];
  });
  return [...spelt, ...called];
}

/** `newInvoice`, `new_invoice` and `newinvoice` are one. */
const compareTogether = (a: string, b: string): number => {
  const squeeze = (said: string) => said.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  return squeeze(a) === squeeze(b) && squeeze(a) ? 1 : 0;
};

function likeRole(role: string, name: string, root: Root): Gathered {
  const same = lookUp({ role }, root)("").filter(isVisible);
  const found: (readonly [Element, Evidence])[] = [];
  for (const element of same) {
    const said = nameOf(element, role);
    const alike = name ? compareNames(name, said) : 0;
    if (alike >= NAMELIKE)
      found.push([element, { score: alike * 0.9, because: `the same role, called “${cut(said)}”` }]);
    else if (same.length === 1) found.push([element, { score: 0.4, because: `the only ${role} there` }]);
  }
  if (name)
    for (const element of seen("a,button,input,summary,[role]", root)) {
      const other = roleOf(element);
      if (!other || other === role || !ACTIVE.test(other)) continue;
      const alike = compareNames(name, nameOf(element, other));
      if (alike >= 0.8) found.push([element, { score: alike * 0.75, because: `the same name, now a ${other}` }]);
    }
  return found;
}

function likeLabel(wanted: string, root: Root): Gathered {
  return seen(FIELDS, root).flatMap((element) => {
    const said = labelOf(element) || squash(element.getAttribute("placeholder"));
    const alike = compareNames(wanted, said);
    return alike >= NAMELIKE
      ? [[element, { score: alike * 0.9, because: `its label is “${cut(said)}”` }] as const]
      : [];
  });
}

function likeText(wanted: string, root: Root): Gathered {
  const all = seen(TEXTS, root).flatMap((element) => {
    const said = read(element);
    const alike = said && said.length <= LONGEST ? compareNames(wanted, said) : 0;
    return alike >= 0.55 ? [[element, { score: alike * 0.8, because: `it says “${cut(said)}”` }] as const] : [];
  });
  // The innermost of those that say the same.
  return all.filter(([element]) => !all.some(([other]) => other !== element && element.contains(other)));
}

/** What its last part named: an id, classes, an attribute. */
function likeSelector(css: string, root: Root): Gathered {
  const last = css.split(/[\s>+~]+(?![^[]*\])/).at(-1) ?? "";
  const id = /#((?:\\.|[\w-])+)/.exec(last)?.[1]?.replace(/\\/g, "");
  const classes = [...last.matchAll(/\.((?:\\.|[\w-])+)/g)].map(([, name = ""]) => name.replace(/\\/g, ""));
  const values = [...last.matchAll(/\[[\w-]+[~|^$*]?=["']?([^"'\]]+)/g)].map(([, value = ""]) => value);
  const names = [...(id ? [id] : []), ...values];
  const found: (readonly [Element, Evidence])[] = [];
  for (const element of seen(`[id],[name],[${TEST_IDS.join("],[")}]`, root))
    for (const own of [element.id, element.getAttribute("name") ?? "", testIdOf(element)]) {
      const alike = own ? Math.max(0, ...names.map((name) => compareNames(name, own))) : 0;
      if (alike >= 0.6) found.push([element, { score: alike * 0.75, because: `it is called “${cut(own)}”` }]);
    }
  for (const name of classes)
    for (const element of seen(`.${CSS.escape(name)}`, root))
      found.push([element, { score: 0.5 / Math.max(1, classes.length), because: `it has the class “${name}”` }]);
  return found;
}

const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
