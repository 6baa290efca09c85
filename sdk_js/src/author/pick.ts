/**
 * `pick.js`, and a part of the probe: an element is pointed at on the page, its locators are listed, and one is chosen. In: where errors go;
 * out: the choice, or null when it was left. The host's page is not touched and hears nothing of it. Engine and view are one chunk, for
 * neither is of use without the other.
 */
import type { ShieldProps, Way } from "../../../widgets/src/pick/contract.ts";
import { mountList } from "../../../widgets/src/pick/list.ts";
import { mountShield } from "../../../widgets/src/pick/shield.ts";
import { watchSurroundings } from "../help/surroundings.ts";
import { takeAsIs } from "../json.ts";
import { nameOf } from "../page/name.ts";
import { findLayer, type Holder, makeHolder } from "../tour/holder.ts";
import { findTopmost } from "../tour/topmost.ts";
import type { ReadIn } from "./localise.ts";
import { findAt, findBox, findInner, findOuter, liftElement, listStops } from "./point.ts";
import { type Ranked, rankLocators } from "./rank.ts";
import { replaceTarget, type Target } from "./replace.ts";
import { roleOf } from "./role_of.ts";

export interface Picked {
  readonly element: Element;
  readonly ranked: readonly Ranked[];
  readonly chosen: number;
  /** As it is to be written, with what stays of what is there. */
  readonly target: Target;
}

export interface PickEnv {
  readonly onError: (error: unknown) => void;
  /** What is written now, and in which locale the page is: other locales keep their words. */
  readonly was?: unknown;
  readonly read?: ReadIn;
}

/** One at a time: who picks again leaves what was begun. */
let going: AbortController | undefined;

export async function pickElement({ onError, was, read }: PickEnv): Promise<Picked | null> {
  going?.abort();
  const mine = new AbortController();
  going = mine;
  const holder = makeHolder();
  const host: Host = { root: holder.root, onError, signal: mine.signal, holder };
  try {
    for (;;) {
      holder.place(findTopmost());
      const element = await pointAt(host);
      if (!element) return null;
      holder.place(findLayer(element) ?? findTopmost());
      const ranked = rankLocators(element);
      const chosen = await chooseFrom(host, element, ranked);
      if (chosen === null) return null;
      if (!chosen) continue;
      const target = replaceTarget(element, chosen.locator, was, read);
      return { element, ranked, chosen: ranked.indexOf(chosen), target };
    }
  } finally {
    holder.remove();
  }
}

interface Host extends Pick<ShieldProps, "root" | "onError"> {
  readonly signal: AbortSignal;
  readonly holder: Holder;
}

const countPopovers = (): number => document.querySelectorAll(":popover-open").length;

function pointAt({ signal, holder, ...host }: Host): Promise<Element | null> {
  return new Promise((resolve) => {
    let current: Element | null = null;
    let below: readonly Element[] = [];
    const point = (element: Element | null, under: readonly Element[] = []): void => {
      if (!element) return;
      current = element;
      below = under;
      shield.show(describe(element));
    };
    const finish = (element: Element | null): void => {
      unwatch();
      shield.destroy();
      resolve(element);
    };
    const shield = mountShield({
      ...host,
      onPoint: (x, y) => {
        const found = findAt(x, y);
        if (found && liftElement(found) !== current) point(liftElement(found));
      },
      onMove: (way) => {
        const next = move(way, current, below);
        next?.element.scrollIntoView({ block: "nearest", inline: "nearest" });
        if (next) point(next.element, next.below);
      },
      onTake: () => current?.isConnected && finish(current),
      onLeave: () => finish(null),
      findBox: () => (current?.isConnected ? findBox(current) : null),
    });
    // What opens meanwhile lies over it, and a dialog makes it inert.
    let open = countPopovers();
    const unwatch = watchSurroundings(() => {
      const now = countPopovers();
      if (holder.place(findTopmost()) || now > open) shield.raise();
      open = now;
    });
    signal.addEventListener("abort", () => finish(null));
  });
}

interface Moved {
  readonly element: Element;
  /** Where the way back down leads. */
  readonly below: readonly Element[];
}

function move(way: Way, current: Element | null, below: readonly Element[]): Moved | null {
  if (way === "outer") {
    const element = current && findOuter(current);
    return element ? { element, below: [current, ...below] } : null;
  }
  if (way === "inner") {
    const [element = current && findInner(current), ...rest] = below;
    return element ? { element, below: rest } : null;
  }
  const stops = listStops();
  const at = current ? findPlace(current, stops) : way === "next" ? -1 : 0;
  const element = stops[(at + (way === "next" ? 1 : stops.length - 1)) % stops.length];
  return element ? { element, below: [] } : null;
}

/** Its own, or that of the last stop before it. */
function findPlace(element: Element, stops: readonly Element[]): number {
  const at = stops.indexOf(element);
  if (at >= 0) return at;
  const after = stops.findIndex((one) => element.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  return (after < 0 ? stops.length : after) - 1;
}

const MANY = 60;

/** As people would call it: "button “New invoice”". */
export function describe(element: Element): string {
  const role = roleOf(element);
  const name = role ? nameOf(element, role) : "";
  const called = name.length > MANY ? `${name.slice(0, MANY - 1)}…` : name;
  return `${role ?? `<${element.localName}>`}${called && ` “${called}”`}`;
}

/** Out: the chosen one; undefined to point again, null to leave. */
function chooseFrom(
  { signal, holder: _, ...host }: Host,
  element: Element,
  ranked: readonly Ranked[],
): Promise<Ranked | undefined | null> {
  return new Promise((resolve) => {
    const finish = (chosen: Ranked | undefined | null): void => {
      unmount();
      resolve(chosen);
    };
    const unmount = mountList({
      ...host,
      title: `Locators of ${describe(element)}`,
      choices: ranked.map(({ locator, ...judged }) => ({ ...judged, written: writeLocator(locator) })),
      box: findBox(element),
      onUse: (index) => finish(ranked[index]),
      onAgain: () => finish(undefined),
      onLeave: () => finish(null),
    });
    signal.addEventListener("abort", () => finish(null));
  });
}

/** On one line, with spaces as in the files. */
export const writeLocator = (locator: unknown): string => JSON.stringify(locator, takeAsIs, 1).replace(/\n\s*/g, " ");
