import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMark, addTurn, globOf, type Mark, makeSlug, makeTour, sayMark } from "../../../sdk_js/src/author/tape.ts";

const mark = (doing: Mark["doing"], name: string, path: string, more: Partial<Mark> = {}): Mark => ({
  doing,
  path,
  name,
  target: [{ role: "button", name }],
  ...more,
});

describe("a page", () => {
  it.each([
    ["/", "/"],
    ["/invoices", "/invoices"],
    ["/invoices/new", "/invoices/new"],
    ["/invoices/7", "/invoices/*"],
    ["/invoices/48213/edit", "/invoices/*/edit"],
    ["/c/3f2504e0-4f89-11d3-9a0c-0305e82c3301", "/c/*"],
    ["/p/INV-00482", "/p/*"],
    ["/r/a8f3c92e7b", "/r/*"],
    ["/v2/users", "/v2/users"],
    ["/fakturaer/ny", "/fakturaer/ny"],
  ])("%s is %s", (path, glob) => {
    expect(globOf(path)).toBe(glob);
  });
});

describe("marks", () => {
  const click = mark("click", "Save", "/a");
  const fill = mark("fill", "Price", "/a");

  it("of one field that is filled twice are one", () => {
    expect(addMark([fill], fill)).toEqual([fill]);
    expect(addMark([fill], click)).toEqual([fill, click]);
    expect(addMark([click], click)).toEqual([click, click]);
    expect(addMark([mark("tick", "Urgent", "/a")], mark("untick", "Urgent", "/a"))).toHaveLength(1);
  });

  it.each([
    ["✎ View and edit SQL", "Press View and edit SQL"],
    ["Next →", "Press Next"],
    ["C++", "Press C++"],
    ["+", "Press +"],
    ["", "Press this"],
  ])("%s is said as %s", (name, said) => {
    expect(sayMark(mark("click", name, "/a"))).toBe(said);
  });

  it("are told where they led", () => {
    expect(addTurn([fill, click], { path: "/b" })).toEqual([fill, { ...click, to: { path: "/b" } }]);
    expect(addTurn([click], { path: "/a" })).toEqual([click]);
    expect(addTurn([], { path: "/b" })).toEqual([]);
  });
});

describe("a draft", () => {
  it.each<[string, readonly Mark[], object]>([
    ["a click", [mark("click", "Save", "/a")], { on: "click" }],
    ["a click that led elsewhere", [mark("click", "New", "/a", { to: { path: "/b" } })], { when: { url: "/b" } }],
    [
      "one that led to where its page is meant too",
      [mark("click", "Save", "/a/new", { to: { path: "/a/77" } })],
      { on: "click" },
    ],
    [
      "a click that led elsewhere by the fragment",
      [mark("click", "New", "/", { route: "/list", to: { path: "/", route: "/list/482" } })],
      { when: { hash: "/list/*" } },
    ],
    [
      "a click that asked for something more",
      [mark("click", "Users", "/a", { asked: ["q"], to: { path: "/a", asked: ["q", "tab"] } })],
      { when: { query: { tab: "*" } } },
    ],
    [
      "a click that asked for another value",
      [mark("click", "Users", "/a", { asked: ["tab"], to: { path: "/a", asked: ["tab"] } })],
      { on: "click" },
    ],
    [
      "a form that asked by its own fields, and by what was chosen in it",
      [mark("click", "Apply", "/a", { fields: ["sort"], to: { path: "/a", asked: ["sort", "price__gt"] } })],
      { when: { query: { sort: "*" } } },
    ],
    [
      "a form that asked by what was chosen in it alone",
      [mark("click", "Apply", "/a", { fields: ["column"], to: { path: "/a", asked: ["price__gt"] } })],
      { on: "click" },
    ],
    [
      "a click that was gone back from",
      [
        mark("click", "New", "/", { route: "/a", to: { path: "/", route: "/b" } }),
        mark("click", "x", "/", { route: "/a" }),
      ],
      { on: "click" },
    ],
    ["a field", [mark("fill", "Price", "/a")], { on: "change", when: { element: "target", state: "filled" } }],
    ["an editor of the page's own drawing", [mark("write", "Query", "/a")], { on: "change" }],
    ["a list", [mark("choose", "Country", "/a")], { on: "change", when: { element: "target", state: "filled" } }],
    ["a box", [mark("tick", "Urgent", "/a")], { on: "change", when: { element: "target", state: "checked" } }],
    ["a box that was cleared", [mark("untick", "Urgent", "/a")], { on: "change" }],
  ])("goes on after %s", (_, marks, advance) => {
    expect(makeTour(marks).steps[0]?.advance).toEqual(advance);
  });

  it("starts where the app was, by its fragment too", () => {
    const { start } = makeTour([mark("click", "New", "/app", { route: "/invoices/482/edit" })]);
    expect(start).toEqual({ on: "page", when: { all: [{ url: "/app" }, { hash: "/invoices/*/edit" }] } });
  });

  it("says what is done, and ends", () => {
    const tour = makeTour([mark("click", "New *invoice*", "/invoices"), mark("click", "", "/invoices")]);
    expect(tour).toMatchObject({ kind: "tour", id: "press-this", start: { on: "page", when: { url: "/invoices" } } });
    expect(tour.steps.map(({ id, title, text }) => [id, title, text])).toEqual([
      ["new-invoice", "Press New *invoice*", "Press **New \\*invoice\\***."],
      ["step", "Press this", "Press this."],
      ["done", "That is all", expect.any(String)],
    ]);
  });

  it("has ids that are slugs, each once, whatever things are called", () => {
    const names = fc.array(fc.string({ unit: "grapheme", maxLength: 80 }), { maxLength: 20 });
    fc.assert(
      fc.property(names, (all) => {
        const tour = makeTour(all.map((name) => mark("click", name, "/a")));
        const ids = tour.steps.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of [tour.id, ...ids]) expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
      }),
    );
  });

  it("is called after letters that an id may have", () => {
    expect(makeSlug("Ny søknad é", "x")).toBe("ny-s-knad-e");
    expect(makeSlug("发票", "x")).toBe("x");
  });
});
