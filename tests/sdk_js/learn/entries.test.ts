import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../../sdk_js/src/conditions.ts";
import { countDone, isFinished, isTickable, type Known, listEntries } from "../../../sdk_js/src/learn/entries.ts";
import { showChecklist } from "../../../sdk_js/src/learn/shown.ts";
import type { Progress } from "../../../sdk_js/src/wire.gen.ts";
import { at, checklist, item } from "./lists.ts";

const HERE = "https://acme.test/invoices/new?tab=lines#top";

const known = (more: Partial<Known> = {}): Known => ({
  progress: {},
  judge: (condition) => evaluate(condition, { url: more.href ?? HERE, progress: {} }),
  href: HERE,
  read: new Set(),
  ...more,
});

const isDone = (one: ReturnType<typeof item>, more: Partial<Known> = {}): boolean | undefined =>
  listEntries(checklist([one]), [], known(more))[0]?.done;

describe("an entry is done", () => {
  it("once its tour was walked to its end, in whatever run", () => {
    const tour = item("a", { tour: "welcome" });
    expect(isDone(tour)).toBe(false);
    expect(isDone(tour, { progress: { welcome: at("active") } })).toBe(false);
    expect(isDone(tour, { progress: { welcome: { ...at("active"), completed: true } } })).toBe(true);
  });

  it("once its quiz was passed; one without right answers, once it was done", () => {
    const having = (progress: Partial<Progress>) =>
      isDone(item("a", { quiz: "basics" }), { progress: { basics: { ...at("left"), ...progress } } });
    expect(having({ completed: true, attempts: 2 })).toBe(false);
    expect(having({ passed: true, attempts: 3 })).toBe(true);
    expect(having({ completed: true })).toBe(true);
  });

  it("once its article was read", () => {
    expect(isDone(item("a", { article: "fees" }), { read: new Set(["refunds"]) })).toBe(false);
    expect(isDone(item("a", { article: "fees" }), { read: new Set(["fees"]) })).toBe(true);
  });

  it.each([
    ["/invoices/new", true],
    ["/invoices/new/", true],
    ["/invoices", false],
    ["/invoices/new?tab=lines", true],
    ["/invoices/new?tab=notes", false],
    ["/invoices/new#top", true],
    ["/invoices/new#foot", false],
    ["https://acme.test/invoices/new", true],
    ["https://other.test/invoices/new", false],
  ])("once the page %s was visited: %s", (url, expected) => {
    expect(isDone(item("a", { url }))).toBe(expected);
  });

  it("on a page whose address is percent-encoded, or wrongly so", () => {
    expect(isDone(item("a", { url: "/bl%C3%A5" }), { href: "https://acme.test/bl%C3%A5" })).toBe(true);
    expect(isDone(item("a", { url: "/%zz" }), { href: "https://acme.test/%zz" })).toBe(true);
  });

  it("by its own condition alone where it has one, and only if that is sure", () => {
    const own = item("a", { tour: "welcome", done: { url: "/sent" } });
    expect(isDone(own, { progress: { welcome: at("completed") } })).toBe(false);
    expect(isDone(own, { href: "https://acme.test/sent" })).toBe(true);
    expect(isDone(item("a", { done: { trait: "plan", is: "pro" } }))).toBe(false);
  });

  it("by hand, if it was said to be, and stays so under another name", () => {
    expect(listEntries(checklist([item("b", { by_hand: true, was: ["a"] })]), ["a"], known())[0]?.done).toBe(true);
    expect(listEntries(checklist([item("a", { by_hand: true })]), ["a"], known())[0]?.done).toBe(true);
  });
});

describe("what waits", () => {
  const names = (items: Parameters<typeof checklist>[0], ordered: boolean, done: readonly string[] = []) =>
    listEntries(checklist(items, ordered), done, known()).map(({ waits }) => waits.map(({ id }) => id).join());

  it("waits for those that it names, and for no others", () => {
    const items = [item("a"), item("b", { after: ["a"] }), item("c", { after: ["a", "b"] })];
    expect(names(items, false)).toEqual(["", "a", "a,b"]);
    expect(names(items, false, ["a"])).toEqual(["", "", "b"]);
  });

  it("waits in order for all that come before it, but for what is optional", () => {
    const items = [item("a"), item("b", { optional: true }), item("c")];
    expect(names(items, true)).toEqual(["", "a", "a"]);
    expect(names(items, true, ["a"])).toEqual(["", "", ""]);
  });

  it("is not ticked by hand; what happened counts all the same", () => {
    const items = [item("a"), item("b", { by_hand: true, after: ["a"] }), item("c", { article: "fees", after: ["a"] })];
    const states = listEntries(checklist(items), [], known({ read: new Set(["fees"]) }));
    expect(states.map(isTickable)).toEqual([false, false, false]);
    expect(states.map(({ done }) => done)).toEqual([false, false, true]);
  });
});

describe("by hand", () => {
  it("what happened can't be taken back, what was ticked can, until all is over", () => {
    const items = [item("a", { by_hand: true, article: "fees" }), item("b", { by_hand: true })];
    const states = listEntries(checklist(items), ["b"], known({ read: new Set(["fees"]) }));
    expect(states.map(isTickable)).toEqual([false, true]);
    const shown = showChecklist(checklist(items), states, true);
    expect(shown.entries.map(({ byHand }) => byHand)).toEqual([false, false]);
  });
});

describe("how far it has come", () => {
  const count = (items: Parameters<typeof checklist>[0], done: readonly string[]) =>
    countDone(listEntries(checklist(items), done, known()));

  it("counts what is needed, and all of it where nothing is", () => {
    const optional = { optional: true };
    expect(count([item("a"), item("b", optional)], ["b"])).toEqual({ done: 0, total: 1 });
    expect(count([item("a", optional), item("b", optional)], ["b"])).toEqual({ done: 1, total: 2 });
  });

  const lists = fc
    .array(fc.record({ optional: fc.boolean(), after: fc.array(fc.nat(19), { maxLength: 3 }) }), {
      minLength: 1,
      maxLength: 20,
    })
    .map((all) =>
      all.map(({ optional, after }, place) =>
        item(`${place}`, {
          optional,
          by_hand: true,
          after: [...new Set(after.filter((one) => one < place))].map(String),
        }),
      ),
    );

  it("always leaves something to do until it is finished, whatever waits for what", () => {
    fc.assert(
      fc.property(lists, fc.boolean(), fc.infiniteStream(fc.nat()), (items, ordered, choices) => {
        const done: string[] = [];
        for (;;) {
          const states = listEntries(checklist(items, ordered), done, known());
          const before = countDone(states);
          if (isFinished(before)) break;
          const open = states.filter((one) => !one.done && isTickable(one));
          expect(open.length).toBeGreaterThan(0);
          done.push(open[Number(choices.next().value) % open.length]?.item.id ?? "");
          const after = countDone(listEntries(checklist(items, ordered), done, known()));
          expect(after.done).toBeGreaterThanOrEqual(before.done);
        }
        expect(done.length).toBeLessThanOrEqual(items.length);
      }),
    );
  });

  it("waits for nothing that is done, nor while it is done itself", () => {
    fc.assert(
      fc.property(lists, fc.boolean(), fc.array(fc.nat(19)), (items, ordered, ids) => {
        const states = listEntries(checklist(items, ordered), ids.map(String), known());
        for (const { done, waits } of states) {
          expect(waits.filter(({ id }) => ids.includes(Number(id)))).toEqual([]);
          if (done) expect(waits).toEqual([]);
        }
      }),
    );
  });
});
