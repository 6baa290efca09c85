import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findOpening } from "../../sdk_js/src/schedule.ts";
import type { ListedSchedule } from "../../sdk_js/src/wire.gen.ts";

/** In the time zone of whoever runs this: 5 January 2026 is a Monday. */
const local = (day: number, time: string): number => new Date(`2026-01-0${day}T${time}`).getTime();
const schedule = (rest: Partial<ListedSchedule>): ListedSchedule => ({ days: [], hours: null, until: null, ...rest });
const isOpen = (rest: Partial<ListedSchedule>, at: number): boolean => findOpening(schedule(rest), at) === at;

describe("hours", () => {
  it.each([
    ["08:59:59.999", false],
    ["09:00", true],
    ["16:59:59.999", true],
    ["17:00", false],
  ])("from 09:00 to 17:00, at %s", (time, open) => {
    expect(isOpen({ hours: { from: "09:00", to: "17:00" } }, local(5, time))).toBe(open);
  });

  it.each([
    ["21:59", false],
    ["22:00", true],
    ["00:00", true],
    ["05:59", true],
    ["06:00", false],
  ])("past midnight, from 22:00 to 06:00, at %s", (time, open) => {
    expect(isOpen({ hours: { from: "22:00", to: "06:00" } }, local(5, time))).toBe(open);
  });
});

describe("days", () => {
  it.each([
    [5, "00:00", true],
    [5, "23:59:59.999", true],
    [6, "00:00", false],
    [9, "12:00", true],
  ])("Monday and Friday, on the %dth at %s", (day, time, open) => {
    expect(isOpen({ days: ["mon", "fri"] }, local(day, time))).toBe(open);
  });

  it("none are all", () => {
    expect(isOpen({}, local(7, "12:00"))).toBe(true);
    expect(findOpening(null, 5)).toBe(5);
    expect(findOpening(undefined, 5)).toBe(5);
  });
});

describe("until", () => {
  const until = "2026-01-05T12:00:00Z";
  it("is out, and nothing waits for what is over", () => {
    expect(isOpen({ until }, Date.parse(until) - 1)).toBe(true);
    expect(findOpening(schedule({ until }), Date.parse(until))).toBe(Infinity);
  });
});

describe("what is closed", () => {
  it("is asked again at the next minute", () => {
    const at = local(5, "08:30:20");
    expect(findOpening(schedule({ hours: { from: "09:00", to: "17:00" } }), at)).toBe(local(5, "08:31"));
  });
});

describe("where the clocks are put forward and back", () => {
  const here = process.env.TZ;
  beforeAll(() => {
    process.env.TZ = "Europe/Oslo";
  });
  afterAll(() => {
    if (here === undefined) delete process.env.TZ;
    else process.env.TZ = here;
  });

  const spring = { hours: { from: "01:30", to: "03:30" } };
  const autumn = { hours: { from: "02:00", to: "02:30" } };
  it.each([
    ["2026-03-29T00:29:59.999Z", spring, false],
    ["2026-03-29T00:30:00Z", spring, true],
    ["2026-03-29T00:59:59.999Z", spring, true],
    ["2026-03-29T01:00:00Z", spring, true],
    ["2026-03-29T01:29:59.999Z", spring, true],
    ["2026-03-29T01:30:00Z", spring, false],
    ["2026-10-25T00:00:00Z", autumn, true],
    ["2026-10-25T00:30:00Z", autumn, false],
    ["2026-10-25T01:00:00Z", autumn, true],
    ["2026-10-25T01:30:00Z", autumn, false],
    // Sunday begins at 22:00 UTC still, and ends an hour later than it would have.
    ["2026-10-24T21:59:59.999Z", { days: ["sun" as const] }, false],
    ["2026-10-24T22:00:00Z", { days: ["sun" as const] }, true],
    ["2026-10-25T22:59:59.999Z", { days: ["sun" as const] }, true],
    ["2026-10-25T23:00:00Z", { days: ["sun" as const] }, false],
  ])("%s", (at, rest, open) => {
    expect(isOpen(rest, Date.parse(at))).toBe(open);
  });
});
