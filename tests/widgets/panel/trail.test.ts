import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPath } from "../../../widgets/src/panel/route.ts";
import { beginTrail, goOn, leaveAt, placeOf, searchFor, step, type Trail } from "../../../widgets/src/panel/trail.ts";

const place = (path: string) => {
  const found = readPath(path);
  if (!found) throw new Error(`No place: ${path}`);
  return found;
};
const walk = (...paths: string[]): Trail =>
  paths.slice(1).reduce((trail, path) => goOn(trail, place(path)), beginTrail(place(paths[0] ?? "")));
const shown = (trail: Trail) => {
  const { view, id } = placeOf(trail);
  return id ? `${view}/${id}` : view;
};

describe("a path", () => {
  it.each([
    ["", "home", "", ""],
    ["/", "home", "", ""],
    ["home", "home", "", ""],
    ["articles/refunds", "articles", "refunds", ""],
    ["/articles/refunds#fees", "articles", "refunds", "fees"],
    ["topics", "topics", "", ""],
    ["topics/", "topics", "", ""],
    ["topics/billing", "topics", "billing", ""],
    ["search", "search", "", ""],
    ["search/what # is/this", "search", "what # is/this", ""],
    ["search/日本 語", "search", "日本 語", ""],
    ["contact", "contact", "", ""],
    ["preferences", "preferences", "", ""],
  ])("%j is %s %j %j", (path, view, id, anchor) => {
    expect(readPath(path)).toEqual({ view, id, anchor, from: "panel" });
  });

  it.each([
    "articles",
    "articles/",
    "contact/x",
    "preferences/x",
    "home/x",
    "nowhere",
    "%",
    "__proto__",
    "constructor",
  ])("%j is none", (path) => {
    expect(readPath(path)).toBeNull();
  });

  it("is read whatever it is", () => {
    fc.assert(fc.property(fc.string(), (path) => readPath(path) === null || typeof readPath(path)?.view === "string"));
  });
});

describe("the way", () => {
  it("leads back to home from a deep link", () => {
    expect(shown(step(walk("articles/fees"), -1))).toBe("home");
  });

  it("goes back and forward", () => {
    const there = walk("", "topics/faq", "articles/late");
    const back = step(step(there, -1), -1);
    expect(shown(back)).toBe("home");
    expect(step(back, -1)).toEqual(back);
    expect(step(step(back, 1), 1)).toEqual(there);
  });

  it("forgets what was ahead when one turns off", () => {
    const turned = goOn(step(walk("", "topics/faq", "articles/late"), -1), place("contact"));
    expect(turned.stops.map((stop) => stop.place.view)).toEqual(["home", "topics", "contact"]);
    expect(step(turned, 1)).toEqual(turned);
  });

  it("does not go where one is", () => {
    const there = walk("", "contact");
    expect(goOn(there, place("contact"))).toBe(there);
  });

  it("remembers how far each place was scrolled", () => {
    const left = leaveAt(walk("", "topics/faq"), 40);
    expect(step(goOn(left, place("contact")), -1).stops[1]?.scroll).toBe(40);
  });

  it("has one stop for a search, however it is typed, and none for one that was taken away", () => {
    const typed = ["r", "re", "ref"].reduce(searchFor, walk(""));
    expect(typed.stops).toHaveLength(2);
    expect(shown(typed)).toBe("search/ref");
    expect(shown(searchFor(typed, ""))).toBe("home");
    expect(searchFor(typed, "").stops).toHaveLength(1);
  });

  it("has home for a search by deep link that is taken away, too", () => {
    const searched = goOn(walk("", "contact"), place("search/x"));
    expect(shown(searchFor(searched, ""))).toBe("home");
    expect(shown(step(searchFor(searched, ""), -1))).toBe("contact");
  });

  it("never leaves its stops, and is never long", () => {
    const acts = fc.array(
      fc.oneof(
        fc
          .constantFrom("", "contact", "topics", "articles/a", "articles/b")
          .map((path) => (trail: Trail) => goOn(trail, place(path))),
        fc.constantFrom("", "q", "qu").map((query) => (trail: Trail) => searchFor(trail, query)),
        fc.constantFrom(-1 as const, 1 as const).map((by) => (trail: Trail) => step(trail, by)),
      ),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(acts, (all) => {
        const trail = all.reduce((before, act) => act(before), walk(""));
        expect(trail.stops[trail.at]).toBeDefined();
        expect(trail.stops.length).toBeLessThanOrEqual(50);
      }),
    );
  });
});
