import { describe, expect, it } from "vitest";
import { asTour, listSlots } from "../../../sdk_js/src/learn/as_tour.ts";
import type { CompiledStartable } from "../../../sdk_js/src/wire.gen.ts";

const NAMED = { id: "it", locale: "en", title: "It", theme: "default", text: [] };
const step = (rest: object): object => ({ id: "a", type: "modal", media: null, next: [{ to: "b" }], ...rest });
const tour = (...steps: readonly object[]): CompiledStartable =>
  ({ ...NAMED, kind: "tour", pause_when: null, steps }) as unknown as CompiledStartable;
const there = (): boolean => true;

describe("whatever starts is walked as a tour", () => {
  it.each([
    ["quiz", "modal"],
    ["survey", "slide-out"],
    ["checklist", "slide-out"],
  ])("a %s is a card of its own: %s", (kind, type) => {
    const made = asTour({ ...NAMED, kind } as unknown as CompiledStartable, there);
    expect(made).toMatchObject({ kind: "tour", id: "it", title: "It", steps: [{ id: kind, type, title: ["It"] }] });
    expect(listSlots(made)).toEqual([{ kind, item: "it" }]);
  });

  it("an announcement has what it had", () => {
    const said = { ...tour(step({ type: "banner" })), kind: "announcement" } as CompiledStartable;
    expect(asTour(said, there)).toEqual(tour(step({ type: "banner" })));
  });

  it("a tour's quiz is a card with a slot, and goes on as was written", () => {
    const image = { kind: "image", src: "/a.png", alt: "", captions: null, captions_locale: null };
    const made = asTour(tour(step({}), step({ type: "quiz", quiz: "basics", media: image })), there);
    expect(made.steps[0]).toEqual(step({}));
    expect(made.steps[1]).toMatchObject({ type: "modal", next: [{ to: "b" }], media: image });
    expect(listSlots(made)).toEqual([{ kind: "quiz", item: "basics" }]);
  });

  it("a quiz that this person does not have stays what no tour knows", () => {
    const made = asTour(tour(step({ type: "quiz", quiz: "basics" })), () => false);
    expect(made).toEqual(tour(step({ type: "quiz", quiz: "basics" })));
  });
});
