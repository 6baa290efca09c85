/** Libraries of old make texts of arrays in JSON (Prototype.js): what is sent and kept is what was meant. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { writeLocator } from "../../../sdk_js/src/author/pick.ts";
import { post } from "../../../sdk_js/src/preview/studio.ts";

const arrays = Array.prototype as { toJSON?: () => string };

beforeEach(() => {
  arrays.toJSON = () => "[]";
});
afterEach(() => {
  delete arrays.toJSON;
  vi.unstubAllGlobals();
});

test("the author's machine gets arrays as arrays", async () => {
  const sent: string[] = [];
  vi.stubGlobal("fetch", async (_: string, { body }: { body: string }) => {
    sent.push(body);
    return new Response("{}");
  });
  await post("https://help.example/studio/save", { steps: [{ target: [{ role: "button" }] }] });
  expect(sent).toEqual(['{"steps":[{"target":[{"role":"button"}]}]}']);
});

test("a locator is shown as it is written", () => {
  expect(writeLocator([{ role: "button" }])).toBe('[ { "role": "button" } ]');
});
