import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Beginning,
  type Course,
  type Happening,
  listAhead,
  type Sight,
  type State,
} from "../../../sdk_js/src/tour/machine.ts";
import { begin } from "../../../sdk_js/src/tour/resume.ts";
import { transition } from "../../../sdk_js/src/tour/turns.ts";
import type { CompiledStep, CompiledTour, Condition } from "../../../sdk_js/src/wire.gen.ts";

const HERE: Sight = { here: true, held: false, wanted: true, found: true, missing: "absent", reached: false };
const START: Beginning = {
  step: null,
  path: null,
  by: "by-itself",
  quiet: false,
  paused: false,
  again: false,
  armed: true,
  told: [],
  snoozed: false,
};
const never: Condition = { any: [] };

function step(id: string, rest: Partial<CompiledStep> = {}): CompiledStep {
  return {
    id,
    type: "spotlight",
    was: [],
    page: null,
    if: null,
    target: [{ test_id: id }],
    highlights: [],
    padding: 6,
    radius: null,
    title: [id],
    text: [],
    media: null,
    placement: "bottom",
    position: "bottom",
    interaction: "open",
    advance: { on: "next", when: null, key: null, event: null },
    on_missing: { after: 8000, do: "pause" },
    next: [],
    buttons: [],
    ...rest,
  };
}

function course(...steps: CompiledStep[]): Course {
  const tour: CompiledTour = {
    kind: "tour",
    id: "t",
    locale: "en",
    title: "T",
    theme: "default",
    pause_when: null,
    steps,
  };
  return { tour, holds: (condition) => !("any" in condition) };
}

/** Walks from the start. Out: the last state, and all records as `name step`. */
function walk(on: Course, happenings: readonly Happening[], from = begin(on, START)): [State, string[]] {
  const records: string[] = [];
  let state = from;
  for (const happening of happenings) {
    const [next, events] = transition(on, state, happening);
    state = next;
    records.push(...events.map(({ name, step }) => (step ? `${name} ${step}` : name)));
  }
  return [state, records];
}

const looked = (change: Partial<Sight> = {}): Happening => ({ type: "looked", sight: { ...HERE, ...change } });
const timedOut = (change: Partial<Sight> = {}): Happening => ({ type: "timed_out", sight: { ...HERE, ...change } });
const next: Happening = { type: "advanced", by: "by-person" };

describe("walking", () => {
  it("shows, completes and ends", () => {
    const [state, records] = walk(course(step("a"), step("b")), [looked(), next, looked(), next]);
    expect(records).toEqual(["step_shown a", "step_completed a", "step_shown b", "step_completed b", "tour_completed"]);
    expect(state.phase).toBe("over");
  });

  it("shows nothing while the target is not there, and once when it is", () => {
    const [state, records] = walk(course(step("a")), [looked({ found: false }), looked(), looked(), looked()]);
    expect(records).toEqual(["step_shown a"]);
    expect(state.phase).toBe("shown");
  });

  it("shows a step again that was lost in between, and records it once", () => {
    const [state, records] = walk(course(step("a")), [looked(), looked({ found: false }), looked()]);
    expect(records).toEqual(["step_shown a"]);
    expect(state.phase).toBe("shown");
  });

  it("goes back along what was shown, and does not bounce off an outcome that was reached before", () => {
    const on = course(step("a"), step("b"));
    const [back, records] = walk(on, [looked(), next, looked(), { type: "went_back" }, looked({ reached: true })]);
    expect([back.step, back.phase, back.path]).toEqual([0, "shown", []]);
    const [state] = walk(on, [looked({ reached: false }), looked({ reached: true })], back);
    expect(state.step).toBe(1);
    expect(records.at(-1)).toBe("step_shown a");
  });

  it("skips a step whose outcome is there already, without a record", () => {
    expect(walk(course(step("a"), step("b")), [looked({ reached: true }), looked()])[1]).toEqual(["step_shown b"]);
  });

  it("completes a step that an earlier page showed when what led here was its outcome", () => {
    const on = course(step("a"), step("b"));
    const [state, records] = walk(on, [looked({ reached: true }), looked()], begin(on, { ...START, again: true }));
    expect(state.path).toEqual([0]); // to go back to, and counted
    expect(records).toEqual(["step_completed a", "step_shown b"]);
  });

  it("passes a hidden step when its condition holds", () => {
    const hidden = step("a", { type: "hidden", target: [] });
    const [, records] = walk(course(hidden, step("b")), [looked(), timedOut(), looked({ reached: true }), looked()]);
    expect(records).toEqual(["step_completed a", "step_shown b"]);
  });

  it("skips a step that is not wanted at once, and one that may be when the page has settled", () => {
    const on = course(step("a", { if: never }), step("b"));
    expect(walk(on, [looked({ wanted: false }), looked()])[1]).toEqual(["step_shown b"]);
    expect(walk(on, [looked({ wanted: null }), timedOut({ wanted: null }), looked()])[1]).toEqual(["step_shown b"]);
  });

  it("takes the first branch that holds, by a former name too", () => {
    const branches = {
      next: [
        { if: never, to: "b" },
        { if: null, to: "old" },
      ],
    };
    const on = course(step("a", branches), step("b"), step("c", { was: ["old"] }));
    expect(walk(on, [looked(), next, looked()])[1].at(-1)).toBe("step_shown c");
  });

  it("forgets the way back that a circle undoes, so that the count stays true", () => {
    const on = course(step("a"), step("b"), step("c", { next: [{ if: null, to: "a" }] }));
    const [state] = walk(on, [looked(), next, looked(), next, looked(), next, looked()]);
    expect([state.step, state.path]).toEqual([0, []]);
    const [went] = walk(on, [looked(), next, looked(), { type: "went", to: "a" }, looked()]);
    expect([went.step, went.path]).toEqual([0, []]);
  });

  it("ends what goes in circles without showing anything", () => {
    const on = course(step("a", { next: [{ if: null, to: "b" }] }), step("b", { next: [{ if: null, to: "a" }] }));
    const [state, records] = walk(on, Array<Happening>(20).fill(looked({ wanted: false })));
    expect([state.phase, records]).toEqual(["over", ["tour_failed"]]);
  });
});

describe("waiting", () => {
  it("pauses on another page after a while, and resumes when it is back", () => {
    const away = { here: false };
    const [state, records] = walk(course(step("a")), [looked(), looked(away), timedOut(away), looked(away), looked()]);
    expect(records).toEqual(["step_shown a", "tour_paused", "tour_resumed"]);
    expect(state.phase).toBe("shown");
  });

  it("says nothing when the page is only passing", () => {
    expect(walk(course(step("a")), [looked(), looked({ here: false }), looked()])[1]).toEqual(["step_shown a"]);
  });

  it("takes an outcome for one on another page too", () => {
    const [state] = walk(course(step("a"), step("b")), [looked(), looked({ here: false, reached: true })]);
    expect(state.step).toBe(1);
  });

  it("makes way while pause_when holds", () => {
    const [state, records] = walk(course(step("a")), [
      looked(),
      looked({ held: "pause_when" }),
      looked({ held: "pause_when" }),
    ]);
    expect([state.phase, records]).toEqual(["held", ["step_shown a", "tour_paused"]]);
    expect(walk(course(step("a")), [looked()], state)[1]).toEqual(["tour_resumed"]);
    const later = begin(course(step("a")), { ...START, again: true, paused: true });
    expect(walk(course(step("a")), [looked({ held: "pause_when" }), looked()], later)[1]).toEqual([
      "tour_resumed",
      "step_shown a",
    ]);
  });

  it.each([
    ["pause", "lost", ["target_missing a", "tour_paused"]],
    ["skip", "seeking", ["target_missing a"]],
    ["float", "floating", ["target_missing a", "step_shown a"]],
    ["end", "over", ["target_missing a", "tour_failed"]],
    ["wait", "seeking", []],
  ] as const)("a missing target: %s", (way, phase, records) => {
    const on = course(step("a", { on_missing: { after: 1, do: way } }), step("b"));
    const gone = { found: false };
    expect(walk(on, [looked(gone), timedOut(gone)])).toEqual([expect.objectContaining({ phase }), records]);
  });

  it("waits once more, then pauses", () => {
    const on = course(step("a", { on_missing: { after: 1, do: "wait" } }));
    const gone = { found: false };
    expect(walk(on, [looked(gone), timedOut(gone), timedOut(gone)])[0].phase).toBe("lost");
  });

  it("tells of each step's target once, also when it comes to it again", () => {
    const on = course(step("a", { on_missing: { after: 1, do: "float" } }), step("b"));
    const gone = { found: false };
    const [, records] = walk(on, [
      looked(gone), timedOut(gone), next, looked(gone), timedOut(gone), { type: "went_back" }, looked(gone), timedOut(gone),
    ]); // biome-ignore format: one walk
    expect(records.filter((record) => record.startsWith("target_missing"))).toEqual([
      "target_missing a",
      "target_missing b",
    ]);
  });

  it("finds a lost target by itself", () => {
    const gone = { found: false };
    const [state, records] = walk(course(step("a")), [looked(gone), timedOut(gone), looked()]);
    expect([state.phase, records]).toEqual([
      "shown",
      ["target_missing a", "tour_paused", "tour_resumed", "step_shown a"],
    ]);
  });
});

describe("leaving", () => {
  it("Not now ends it as left", () => {
    const [state, records] = walk(course(step("a")), [looked(), { type: "left" }]);
    expect([state.phase, records]).toEqual(["over", ["step_shown a", "tour_dismissed a"]]);
  });

  it.each([true, false])("a decline (of all: %s) can be undone, where it was", (all) => {
    const on = course(step("a"), step("b"));
    const steps: Happening[] = [looked(), next, looked(), { type: "declined", all }];
    const [declined, records] = walk(on, steps);
    expect(records.slice(-2)).toEqual(["tour_dismissed b", "preferences_changed"]);
    const [, told] = transition(on, walk(on, steps.slice(0, -1))[0], { type: "declined", all });
    expect(told[0]?.props).toEqual({ reason: "declined", all });
    const [state, more] = walk(on, [{ type: "undone" }, looked()], declined);
    expect([state.phase, state.step]).toEqual(["shown", 1]);
    expect(more).toEqual(["preferences_changed", "tour_resumed"]);
  });

  it("a decline that is not undone is final", () => {
    expect(walk(course(step("a")), [looked(), { type: "declined", all: false }, { type: "quieted" }])[0].phase).toBe(
      "over",
    );
  });
});

describe("what cannot be shown", () => {
  const unknown = (id: string) => step(id, { type: "hologram" as "modal" });

  it("passes a step of a type that a later release brings, tells of it, and does not count it", () => {
    const on = course(unknown("a"), step("b"));
    expect(walk(on, [looked(), looked()])[1]).toEqual(["step_failed a", "step_shown b"]);
    expect(listAhead(on, 0)).toEqual([1]);
  });

  it("completes when only the last of them fails, and fails when none could be shown", () => {
    const [, records] = walk(course(step("a"), unknown("b")), [looked(), next, looked()]);
    expect(records.slice(-2)).toEqual(["step_failed b", "tour_completed"]);
    expect(walk(course(unknown("a")), [looked()])[1]).toEqual(["step_failed a", "tour_failed"]);
  });

  it("passes a step that threw, and ends when they go on throwing in a circle", () => {
    const on = course(step("a"), step("b", { next: [{ if: null, to: "a" }] }));
    const failed: Happening = { type: "failed", reason: "Error: no" };
    const [state, records] = walk(on, [looked(), failed, looked(), failed, looked(), failed]);
    expect([state.phase, records.at(-1)]).toEqual(["over", "tour_failed"]);
    expect(records.filter((record) => record.startsWith("step_failed"))).toHaveLength(3);
  });

  it("passes a step that the host does not want, without a record", () => {
    expect(walk(course(step("a"), step("b")), [{ type: "passed" }, looked()])[1]).toEqual(["step_shown b"]);
  });
});

describe("putting it off", () => {
  it("ends for now, and says so when it comes back", () => {
    const on = course(step("a"), step("b"));
    const [state, records] = walk(on, [looked(), { type: "snoozed", until: "2026-01-01T08:00:00Z" }]);
    expect([state.phase, records.at(-1)]).toEqual(["over", "tour_snoozed"]);
    const later = begin(on, { ...START, step: "a", path: [], again: true, snoozed: true });
    const [, told] = transition(on, later, looked());
    expect(told).toEqual([
      { name: "tour_resumed", props: { auto: true } },
      { name: "step_shown", step: "a" },
    ]);
  });
});

describe("beginning in the middle", () => {
  const branches = (...to: string[]) => ({ next: to.map((one) => ({ if: never, to: one })) });

  it("knows the way that leads there", () => {
    const on = course(step("a"), step("b", { if: never }), step("h", { type: "hidden" }), step("c"));
    const state = begin(on, { ...START, step: "c" });
    expect(state.path).toEqual([0]);
    expect(listAhead(on, 0)).toEqual([0, 3]);
  });

  it("finds a way along branches that no longer hold", () => {
    const skip = { next: [{ if: null, to: "d" }] };
    const on = course(step("a", branches("c")), step("b", skip), step("c"), step("d"));
    expect(begin(on, { ...START, step: "c" }).path).toEqual([0]);
    expect(begin(on, { ...START, step: "d" }).path).toEqual([0, 1]);
  });

  it("takes the way that was walked, as far as its steps are there", () => {
    const on = course(step("a"), step("b", { was: ["old"] }), step("c"));
    expect(begin(on, { ...START, step: "c", path: ["gone", "old"] }).path).toEqual([1]);
  });

  it("goes on after the last that is left when the step itself is gone", () => {
    const on = course(step("a"), step("b"), step("c"));
    expect(begin(on, { ...START, step: "gone", path: ["a", "b"] }).step).toBe(2);
    expect(begin(on, { ...START, step: "gone", path: ["a", "b", "c"] }).step).toBe(2);
    expect(begin(on, { ...START, step: "gone" }).step).toBe(0);
  });
});

describe("whatever happens", () => {
  const sight = fc.record<Sight>({
    here: fc.boolean(),
    held: fc.constantFrom<Sight["held"][]>(false, "pause_when", "out_of_reach"),
    wanted: fc.constantFrom(true, false, null),
    found: fc.boolean(),
    missing: fc.constantFrom("absent", "ambiguous", "hidden"),
    reached: fc.boolean(),
  });
  const happening: fc.Arbitrary<Happening> = fc.oneof(
    { weight: 6, arbitrary: fc.record({ type: fc.constantFrom("looked" as const, "timed_out" as const), sight }) },
    fc.constant<Happening>(next),
    fc.record({ type: fc.constant("declined" as const), all: fc.boolean() }),
    fc.record({ type: fc.constant("went" as const), to: fc.constantFrom("a", "b", "x") }),
    fc
      .constantFrom("went_back", "completed", "left", "undone", "resumed", "quieted", "passed")
      .map((type) => ({ type }) as Happening),
    fc.constantFrom<Happening>({ type: "failed", reason: "" }, { type: "snoozed", until: "2026-01-01T00:00:00Z" }),
  );
  const steps = fc.array(
    fc.record({
      type: fc.constantFrom("spotlight", "modal", "hidden", "banner", "hologram") as fc.Arbitrary<CompiledStep["type"]>,
      to: fc.option(fc.constantFrom("a", "b", "c")),
      way: fc.constantFrom("wait", "skip", "float", "pause", "end"),
    }),
    { minLength: 1, maxLength: 3 },
  );

  it("ends once, pauses and resumes by turns, and shows a step once each time it comes to it", () => {
    fc.assert(
      fc.property(steps, fc.array(happening, { maxLength: 60 }), (kinds, happenings) => {
        const on = course(
          ...kinds.map(({ type, to, way }, index) =>
            step("abc"[index] ?? "", {
              type,
              next: to ? [{ if: null, to }] : [],
              on_missing: { after: 1, do: way as "wait" },
            }),
          ),
        );
        let state = begin(on, START);
        let paused = false;
        let shown = 0;
        for (const one of happenings) {
          const before = state;
          const [after, events] = transition(on, state, one);
          state = after;
          if (before.phase === "over") expect(events).toEqual([]);
          if (after.entry !== before.entry) shown = 0;
          for (const { name, step: at } of events) {
            if (name === "tour_paused" || (name === "tour_resumed" && before.phase !== "declined")) {
              expect(paused).toBe(name === "tour_resumed");
              paused = !paused;
            }
            if (name === "tour_resumed") paused = false;
            if (name === "step_shown") {
              shown += 1;
              expect(at).toBe(on.tour.steps[after.step]?.id);
            }
            if (name === "tour_completed" || name === "tour_failed") expect(after.phase).toBe("over");
          }
          expect(shown).toBeLessThanOrEqual(1);
          if (after.phase !== "over") expect(on.tour.steps[after.step]).toBeDefined();
        }
      }),
      { numRuns: 500 },
    );
  });
});
