import { describe, expect, it } from "vitest";
import { foldEvents, type Standing } from "../../sdk_js/src/progress.ts";
import type { PageEvent } from "../../sdk_js/src/wire.gen.ts";

const ATTENTION = { gap: 30_000, day: 5, week: 15, starts: [], ended: null };
const nothing: Standing = { progress: {}, preferences: { tours: true, items: {} }, attention: ATTENTION };

function event(name: string, rest: Partial<PageEvent> = {}): PageEvent {
  return { id: name, name, at: "2026-01-01T00:00:00Z", item: "t", run: "r1", ...rest };
}

const fold = (events: readonly PageEvent[], standing = nothing): Standing => foldEvents(standing, events, "v");
const statusAfter = (...names: string[]): string | undefined =>
  fold(
    names.map((name) =>
      event(name.replace("declined", "tour_dismissed").replace("left", "tour_dismissed"), { props: { reason: name } }),
    ),
  ).progress.t?.status;

describe("what happened since the server spoke", () => {
  it.each([
    [["tour_started"], "active"],
    [["tour_started", "tour_completed"], "completed"],
    [["tour_started", "left"], "left"],
    [["tour_started", "declined"], "declined"],
    [["tour_started", "declined", "tour_resumed"], "active"],
    [["tour_started", "tour_failed"], "left"],
    [["tour_started", "tour_completed", "tour_resumed"], "completed"],
    [["step_shown"], undefined],
  ])("%j comes to %s", (names, status) => {
    expect(statusAfter(...names)).toBe(status);
  });

  it("a step that was shown is where one goes on", () => {
    const events = [event("tour_started", { item_hash: "h" }), event("step_shown", { step: "two" })];
    expect(fold(events).progress.t).toMatchObject({ step: "two", hash: "h", run: "r1", started: 1, visit: "v" });
  });

  it("what another run did leaves this one alone", () => {
    const standing = fold([event("tour_started", { run: "r2" })]);
    expect(fold([event("tour_completed", { run: "r1" })], standing).progress.t?.status).toBe("active");
  });

  it("a second run counts, and remembers that one was completed", () => {
    const events = [event("tour_started"), event("tour_completed"), event("tour_started", { run: "r2" })];
    expect(fold(events).progress.t).toMatchObject({ status: "active", started: 2, completed: true });
  });

  it("only what a change of preferences names changes", () => {
    const events = [{ tours: false }, { items: { a: false } }, { items: { b: false, a: true } }].map((props) =>
      event("preferences_changed", { props }),
    );
    expect(fold(events).preferences).toEqual({ tours: false, items: { a: true, b: false } });
  });

  it("a host's own event changes nothing", () => {
    expect(foldEvents(nothing, [{ id: "1", name: "saved", at: "" }], "v")).toBe(nothing);
  });

  it("what was put off is there until when, comes back, and is not put off once it was declined", () => {
    const until = "2026-01-02T00:00:00Z";
    const put = [event("tour_started"), event("tour_snoozed", { props: { until } })];
    expect(fold(put).progress.t).toMatchObject({ status: "snoozed", until });
    expect(fold([...put, event("tour_resumed")]).progress.t).toMatchObject({ status: "active", until: null });
    const declined = event("tour_dismissed", { props: { reason: "declined" } });
    expect(
      fold([event("tour_started"), declined, event("tour_snoozed", { props: { until } })]).progress.t,
    ).toMatchObject({
      status: "declined",
    });
  });

  it("what started by itself counts, and nothing else", () => {
    const events = [
      event("tour_started", { props: { auto: true } }),
      event("tour_snoozed", { props: { until: "2026-01-01T01:00:00Z" } }),
      event("tour_resumed", { at: "2026-01-01T01:00:00Z", props: { auto: true } }),
      event("tour_started", { item: "u", run: "r2", props: { auto: false } }),
      event("tour_resumed", { item: "u", run: "r2" }),
    ];
    expect(fold(events).attention.starts).toEqual(["2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z"]);
  });
});

it("counts what happened in a run for the tour as it is called by now", () => {
  const begun = fold([event("tour_started", { item: "new" })]);
  const { progress } = fold([event("tour_completed", { item: "old" })], begun);
  expect(progress.new?.status).toBe("completed");
  expect(progress.old).toBeUndefined();
});
