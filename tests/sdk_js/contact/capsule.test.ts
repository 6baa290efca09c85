import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildCapsule, nameBrowser, type Scene, stripAddress } from "../../../sdk_js/src/contact/capsule.ts";
import type { Line } from "../../../sdk_js/src/wire.gen.ts";
import { words } from "../../../widgets/src/contact/words/en.ts";

const SCENE: Scene = {
  url: "https://app.acme.test/invoices?tab=2&token=secret#part",
  keepQuery: ["tab"],
  title: " Invoices ",
  release: "7.1",
  locale: "en",
  timeZone: "Europe/Oslo",
  width: 1280,
  height: 720,
  agent: "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
  tour: null,
  trail: [],
  errors: [],
  custom: {},
  secrets: [],
};
const build = (scene: Partial<Scene>) => buildCapsule({ ...SCENE, ...scene }, words.line);
const measure = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;
const said = (label: string, value: string): Line => ({ kind: "read", label, value });

describe("what goes along", () => {
  it("is what is known, in the order in which it matters", () => {
    const lines = build({
      tour: { title: "First invoice", at: 2, of: 5, left: true },
      trail: [said("Read", "Refunds")],
      errors: ["TypeError: no"],
      custom: { plan: "pro" },
    });
    expect(lines.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      "Page address: https://app.acme.test/invoices?tab=2",
      "Page title: Invoices",
      "Read: Refunds",
      "Tour: Left “First invoice” at step 2 of 5",
      "Error: TypeError: no",
      "plan: pro",
      "Release: 7.1",
      "Language: en",
      "Time zone: Europe/Oslo",
      "Window: 1280 × 720",
      "Browser: Firefox 128, Linux",
    ]);
  });

  it("has no line for what is not known, and nothing that is hidden, in labels neither", () => {
    const lines = build({ title: "", release: undefined, custom: { "of Ada": "Ada" }, secrets: ["Ada"] });
    expect(lines.map(({ kind }) => kind)).not.toContain("title");
    expect(lines.map(({ kind }) => kind)).not.toContain("release");
    expect(lines).toContainEqual({ kind: "custom", label: "of •••", value: "•••" });
  });

  it("is never more than the server takes, and loses the oldest of what was tried first", () => {
    const character = fc.constantFrom("x", "é", "記", "😀", '"', "\u0000", "\u0001", "\ud800");
    const text = fc.tuple(character, fc.nat(3000)).map(([one, times]) => one.repeat(times));
    const trail = fc.array(fc.record({ kind: fc.constant("search" as const), label: text, value: text }), {
      maxLength: 200,
    });
    const custom = fc.dictionary(text, text, { maxKeys: 30 });
    fc.assert(
      fc.property(trail, custom, fc.array(text, { maxLength: 5 }), text, (trail, custom, errors, title) => {
        const lines = build({ trail, custom, errors, title });
        expect(lines.length).toBeLessThanOrEqual(150);
        expect(measure(lines)).toBeLessThanOrEqual(160_000);
        expect(lines.filter(({ kind }) => kind === "custom").length).toBeLessThanOrEqual(20);
        for (const { label, value } of lines) {
          expect(label.length).toBeLessThanOrEqual(200);
          expect(value.length).toBeLessThanOrEqual(2000);
          expect(JSON.stringify(value)).not.toMatch(/\\u0000|\\ud[89a-f]/);
        }
        expect(lines[0]?.kind).toBe("page");
      }),
      { numRuns: 30 },
    );
    const most = Array.from({ length: 20 }, (_, n) => [`${n}`, "記".repeat(2000)]);
    const added = build({ custom: Object.fromEntries(most) }).filter(({ kind }) => kind === "custom");
    expect(added.map(({ value }) => value.length)).toEqual(most.map(() => 2000));
    const many = Array.from({ length: 200 }, (_, n) => said(`${n}`, "x".repeat(900)));
    const kept = build({ trail: many }).filter(({ kind }) => kind === "read");
    expect(kept.at(-1)?.label).toBe("199");
    expect(kept.length).toBeGreaterThan(50);
  });
});

it.each([
  ["https://a.test/x?tab=1&token=2#f", ["tab"], "https://a.test/x?tab=1"],
  ["https://a.test/x?tab=1&tab=2&b=3", ["b", "tab"], "https://a.test/x?tab=1&tab=2&b=3"],
  ["https://user:pass@a.test:8/x?y=1", [], "https://a.test:8/x"],
  ["https://a.test/", ["tab"], "https://a.test/"],
  ["https://a.test/?x=1#/invoices?tab=1", ["tab"], "https://a.test/"],
  ["https://a.test/%zz?tab=%zz&TAB=1", ["tab"], "https://a.test/%zz?tab=%25zz"],
  ["file:///app/index.html?a=1#/x", ["tab"], "file:///app/index.html"],
])("of the address %s with %j goes %s", (url, keep, left) => {
  expect(stripAddress(url, keep)).toBe(left);
});

const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit";
it.each([
  [
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
    "Edge 140, Windows",
  ],
  ["Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/139.0.0.0 Mobile Safari/537.36", "Chrome 139, Android"],
  [`${MAC}/605.1.15 Version/18.2 Safari/605.1.15`, "Safari 18, macOS"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) FxiOS/131.0 Mobile", "Firefox 131, iOS"],
  [`${MAC}/537.36 Chrome/120.0.0.0 Safari/537.36 OPR/106.0.0.0`, "Opera 106, macOS"],
  ["curl/8", "curl/8"],
])("names the browser of %s", (agent, name) => {
  expect(nameBrowser(agent)).toBe(name);
});
