/**
 * Locators for one element, the best first. In: an element of this page, in shadow roots and frames of the host's own too; out: a list,
 * each with how many it matches now by the tours' own finder, how long it is likely to last, and why.
 */
import { lookOnce } from "../page/watch.ts";
import type { Locator } from "../wire.gen.ts";
import { type Container, type Frames, listContainers, withFrames } from "./containers.ts";
import { countMatches, fitsElement, listMatches } from "./matches.ts";
import { type Judgement, levelOf, type Stability, worstOf } from "./stability.ts";
import { listWays, type Way } from "./ways.ts";

export interface Ranked {
  readonly locator: Locator;
  /** Visible elements that it finds now. */
  readonly matches: number;
  /** It finds this element and no other: only such a one is to be written. */
  readonly fits: boolean;
  readonly stability: Stability;
  readonly why: string;
}

const MOST_FITTING = 10;
const MOST_OTHERS = 4;
const MOST_CONTAINERS = 3;
const MOST_COUNTED = 2;

export function rankLocators(element: Element): readonly Ranked[] {
  return lookOnce(() => {
    const frames = locateFrames(element);
    if (!frames) return [];
    const ways = listWays(element);
    const containers = listContainers(element, frames);
    const tried = ways.flatMap((way) => tryWays(element, way, containers, frames));
    const fitting = sort(unique(tried.filter(({ fits }) => fits)));
    const counted = fitting.some(({ stability }) => stability !== "fragile")
      ? []
      : listCounted(element, ways, containers, frames);
    const others = tried.filter(({ fits, matches, locator }) => !fits && matches && !locator.within);
    return [
      ...sort(unique([...fitting, ...counted])).slice(0, MOST_FITTING),
      ...sort(unique(others)).slice(0, MOST_OTHERS),
    ];
  });
}

/** Null where one of them can't be found. */
function locateFrames(element: Element): Frames | null {
  const around = element.ownerDocument.defaultView?.frameElement;
  if (!around || element.ownerDocument === document) return { locators: [], stability: "stable", why: "" };
  const best = rankLocators(around).find(({ fits }) => fits);
  if (!best) return null;
  const { frame = [], ...last } = best.locator;
  return { locators: [...frame, last], ...judgeAround("its frame", best) };
}

/** By itself, and within the nearest container that makes it one. What breaks soon by itself does so there. */
function tryWays(element: Element, way: Way, containers: readonly Container[], frames: Frames): readonly Ranked[] {
  const bare = tryWay(element, way, frames);
  if (bare.fits && way.stability === "fragile") return [bare];
  for (const around of containers.filter(({ counted }) => !counted).slice(0, MOST_CONTAINERS)) {
    const inside = tryWay(element, putWithin(way, around), frames);
    if (inside.fits) return [bare, inside];
  }
  return [bare];
}

function tryWay(element: Element, { locator, ...judged }: Way, frames: Frames): Ranked {
  const whole = withFrames(locator, frames);
  const fits = fitsElement(whole, element);
  return { locator: whole, matches: countMatches(whole), fits, ...worstOf(judged, frames) };
}

function putWithin(way: Way, around: Container): Way {
  return { locator: { ...way.locator, within: around.locator }, ...worstOf(way, judgeAround("around it", around)) };
}

const judgeAround = (where: string, { stability, why }: Judgement): Judgement =>
  stability === "stable" ? { stability, why: "" } : { stability, why: `${where}: ${why}` };

/** By place, where no name will do: a name in a row that is counted, or itself counted. */
function listCounted(
  element: Element,
  ways: readonly Way[],
  containers: readonly Container[],
  frames: Frames,
): readonly Ranked[] {
  const inRows = containers.filter(({ counted }) => counted).slice(0, 1);
  const around = containers.find(({ counted }) => !counted);
  const named = ways.filter(({ locator }) => !locator.css);
  const found = inRows.flatMap((row) => named.map((way) => tryWay(element, putWithin(way, row), frames)));
  if (around)
    for (const way of [...named, ...ways]) {
      const within = around.locator;
      const all = listMatches(withFrames({ ...way.locator, within }, frames));
      const nth = all.indexOf(element) + 1;
      if (!nth || all.length < 2 || nth > 1000) continue;
      const why = `counts: number ${nth} of ${all.length} there, so it is another one when something is added or sorted`;
      const judged = worstOf({ stability: "fragile", why }, way);
      found.push(tryWay(element, { locator: { ...way.locator, within, nth }, ...judged }, frames));
    }
  return found.filter(({ fits }) => fits).slice(0, MOST_COUNTED);
}

const WAYS = ["test_id", "role", "label", "text", "css"] as const;

/** How much it costs to trust it: what lasts comes first, then what people see, then what is short. */
function weigh({ locator, stability }: Ranked): number {
  const { role, name } = locator;
  // A role that says nothing more is trusted least: the next one of its kind ends it.
  const way =
    role && !name && stability !== "stable" ? WAYS.length : WAYS.findIndex((one) => locator[one] !== undefined);
  const isPath = locator.css?.includes(":nth-of-type") || locator.css?.includes(" > ");
  let depth = 0;
  for (let at = locator.within; at; at = at.within) depth += at.nth ? 2 : 1;
  return levelOf({ stability }) * 20 + way * 4 + depth + (locator.nth ? 6 : 0) + (isPath ? 9 : 0);
}

const sort = (all: readonly Ranked[]): readonly Ranked[] => [...all].sort((a, b) => weigh(a) - weigh(b));

function unique(all: readonly Ranked[]): readonly Ranked[] {
  const seen = new Map<string, Ranked>();
  for (const one of all) {
    const key = JSON.stringify(one.locator);
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}
