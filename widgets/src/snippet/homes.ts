/**
 * Where marks live on the page: in a root of ours beside what they mark (the page, or a dialog of the host's), there in one layer for each
 * height and way to go. A layer has no size of its own, and nothing sticks out of it sideways: no host gets a scroll bar from us.
 */
import type { Theme } from "../contract.ts";
import { prepareLayer } from "../kit/layer.ts";
import { adoptSheets, applyTheme, create, type Scope, tokens } from "../launcher/shared.ts";
import type { MarksHost } from "./contract.ts";
import { findGround, type Ground } from "./ground.ts";
import css from "./marks.css";

export interface Home {
  readonly root: ShadowRoot;
  readonly element: HTMLElement;
}

export interface Homes {
  /** Reads only. */
  survey(target: Element): Ground;
  /** Makes it, if it is not there yet. */
  open(ground: Ground, theme: Theme | null): Home;
  /** Whether some of what is marked stays where it is while the page scrolls, now and then. */
  sticks(): boolean;
  /** The page may have changed how things lie. */
  forget(): void;
  destroy(): void;
}

export function makeHomes(
  { isLayer, openRoot, closeRoot, words }: MarksHost,
  scope: Scope,
  begin: (root: ShadowRoot) => void,
): Homes {
  const roots = new Map<Element | null, ShadowRoot>();
  const made = new Map<ShadowRoot, Map<string, Home>>();
  const known = new Map<Element, Ground>();
  let sticks = false;

  function makeRoot(layer: Element | null): ShadowRoot {
    const root = openRoot(layer);
    roots.set(layer, root);
    if (!made.has(root)) {
      made.set(root, new Map());
      adoptSheets(root, tokens, css);
      begin(root);
    }
    return root;
  }

  function makeHome(root: ShadowRoot, { level, goes }: Ground, theme: Theme | null): Home {
    const element = create("div", "marks");
    root.append(element);
    applyTheme(scope, [element], theme);
    prepareLayer(element);
    element.style.zIndex = `${level}`;
    element.dir = words.direction;
    element.lang = words.locale;
    if (goes === "fixed") element.style.position = goes;
    return { root, element };
  }

  return {
    survey: (target) => findGround(target, isLayer, known),
    open: (ground, theme) => {
      const { layer, level, goes } = ground;
      const root = makeRoot(layer);
      const homes = made.get(root) as Map<string, Home>;
      const name = JSON.stringify([level, goes, theme]);
      const home = homes.get(name) ?? makeHome(root, ground, theme);
      homes.set(name, home);
      sticks ||= goes === "sticky";
      return home;
    },
    sticks: () => sticks,
    forget: () => known.clear(),
    destroy: () => {
      for (const [layer, root] of roots) {
        for (const { element } of made.get(root)?.values() ?? []) element.remove();
        closeRoot(layer);
      }
    },
  };
}
