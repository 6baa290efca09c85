import { describe, expect, it } from "vitest";
import { listCalled } from "../../sdk_js/src/called.ts";
import type { Listed } from "../../sdk_js/src/wire.gen.ts";

const on = (id: string, event: string, of?: string): Listed =>
  ({ id, kind: "survey", start: { on: "event", event, of } }) as unknown as Listed;
const ITEMS = [
  on("host", "invoice_sent"),
  on("any-tour", "tour_completed"),
  on("that-tour", "tour_completed", "first-invoice"),
  { id: "page", kind: "tour", start: { on: "page", event: null } } as unknown as Listed,
  { id: "note", kind: "snippet" } as unknown as Listed,
];

describe("what an event calls for", () => {
  it.each([
    ["invoice_sent", null, ["host"]],
    ["tour_completed", "first-invoice", ["any-tour", "that-tour"]],
    ["tour_completed", "other", ["any-tour"]],
    ["tour_dismissed", "first-invoice", []],
  ])("%s of %s: %j", (name, item, called) => {
    expect(listCalled(ITEMS, { name, item })).toEqual(called);
  });
});
