/**
 * Where the elements of snippets are. In: what is listed; out: marks, of those whose condition holds and whose element is there.
 *
 * Most elements are told by one test id, name or selector, and all of a kind are looked up at once. Whether the one that there is can be seen
 * is not asked: whoever draws there asks it, of those few that are near.
 */
import type { Mark } from "../../../widgets/src/snippet/contract.ts";
import type { Knowledge } from "../knowledge.ts";
import type { FindChunk } from "../page/find.ts";
import type { Stored } from "../store.ts";
import type { Condition, ListedSnippet, Locator } from "../wire.gen.ts";

/** A condition that many may share: most are of one and the same page. */
interface Place {
  readonly when: Condition;
  holds: boolean;
}

/** `kind`: of what is looked up; `alone`: there is no other way to find it. */
interface Clue {
  readonly locator: Locator;
  readonly kind: string;
  readonly said: string;
  readonly alone: boolean;
}

interface Sought extends ListedSnippet {
  readonly place: Place | undefined;
  readonly clue: Clue | null;
  mark: Mark | null;
}

export interface Seeker {
  /** What has been found stays, unless all are looked for. Out: whether any is another. */
  seek(isWhole: boolean): boolean;
  list(): readonly Mark[];
}

/** Null where more has to be looked at. */
function findClue([locator, other]: readonly Locator[]): Clue | null {
  const { test_id, role, name, css, within, frame } = locator as Locator;
  if (within || frame) return null;
  const said = test_id ?? (role ? name : css);
  const kind = test_id ? "" : role ? `${role}\n` : "\n";
  return said ? { locator: locator as Locator, kind, said, alone: !other } : null;
}

export function makeSeeker(
  items: readonly ListedSnippet[],
  themes: Stored["themes"],
  find: FindChunk,
  knowledge: Knowledge,
): Seeker {
  const places = new Map<string, Place>();
  const all = items.map((item): Sought => {
    const { when, target } = item;
    const name = JSON.stringify(when);
    if (when && !places.has(name)) places.set(name, { when, holds: false });
    return { ...item, place: places.get(name), clue: findClue(target), mark: null };
  });

  /** `known`: of this look at the page. */
  function locate({ clue, target }: Sought, known: Map<string, ReturnType<FindChunk["lookUp"]>>): Element | null {
    try {
      if (clue) {
        const { kind, locator, said, alone } = clue;
        const lookUp = known.get(kind) ?? find.lookUp(locator);
        known.set(kind, lookUp);
        const { 0: only, length } = lookUp(said);
        if (!length && alone) return null;
        if (only && length === 1 && (alone || find.isVisible(only))) return only;
      }
    } catch {
      // No selector in this browser: perhaps there is another way.
    }
    return find.findTarget(target).element;
  }

  function makeMark({ id, title, show, placement, theme }: Sought, target: Element | null): Mark | null {
    return target && { id, title, show, placement, target, theme: themes?.[theme] ?? themes?.default ?? null };
  }

  return {
    seek: (isWhole) => {
      const { judge, judgeBlindly } = knowledge.look();
      for (const place of places.values()) place.holds = !!(judgeBlindly(place.when) ?? judge(place.when));
      const known = new Map();
      let isOther = false;
      for (const one of all) {
        const last = one.mark?.target ?? null;
        let element = last;
        if (one.place?.holds === false) element = null;
        else if (isWhole || !last?.isConnected) element = locate(one, known);
        if (element === last) continue;
        one.mark = makeMark(one, element);
        isOther = true;
      }
      return isOther;
    },
    list: () => all.map(({ mark }) => mark).filter((mark) => mark !== null),
  };
}
