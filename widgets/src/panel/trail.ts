/** The way through the panel, which is not the host's history: pure. */
import type { Place } from "./contract.ts";

export interface Stop {
  readonly place: Place;
  /** px, as it was left. */
  readonly scroll: number;
  /** The link that it was left by, where it was one to an item. */
  readonly link?: string | undefined;
}

export interface Trail {
  readonly stops: readonly Stop[];
  /** Index of where the person is. */
  readonly at: number;
}

const HOME: Place = { view: "home", id: "", anchor: "", from: "panel" };
const LONGEST = 50;

const stopAt = (place: Place): Stop => ({ place, scroll: 0 });

/** Whoever comes by a deep link can go back to home. */
export function beginTrail(place: Place): Trail {
  return place.view === "home" ? { stops: [stopAt(place)], at: 0 } : { stops: [stopAt(HOME), stopAt(place)], at: 1 };
}

export const placeOf = ({ stops, at }: Trail): Place => stops[at]?.place ?? HOME;

const isSame = (a: Place, b: Place): boolean => a.view === b.view && a.id === b.id && a.anchor === b.anchor;

export function goOn(trail: Trail, place: Place): Trail {
  if (isSame(placeOf(trail), place)) return trail;
  const stops = [...trail.stops.slice(0, trail.at + 1), stopAt(place)].slice(-LONGEST);
  return { stops, at: stops.length - 1 };
}

/** Home and a search are one field: what is typed replaces what was searched for, and nothing left is home. */
export function searchFor(trail: Trail, query: string): Trail {
  const place: Place = { view: "search", id: query, anchor: "", from: "panel" };
  if (placeOf(trail).view !== "search") return query ? goOn(trail, place) : trail;
  const before = trail.stops.slice(0, trail.at);
  if (query) return { stops: [...before, stopAt(place)], at: trail.at };
  return before.at(-1)?.place.view === "home"
    ? { stops: before, at: before.length - 1 }
    : { stops: [...before, stopAt(HOME)], at: trail.at };
}

/** `by`: -1 is back. */
export function step(trail: Trail, by: -1 | 1): Trail {
  const at = trail.at + by;
  return trail.stops[at] ? { ...trail, at } : trail;
}

export function leaveAt(trail: Trail, scroll: number, link?: string): Trail {
  return { ...trail, stops: trail.stops.map((stop, at) => (at === trail.at ? { ...stop, scroll, link } : stop)) };
}
