// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { watch } from "../../../sdk_js/src/page/watch.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "requestAnimationFrame"] }));
afterEach(() => void vi.useRealTimers());

it("says whether something was told of, or it is a look for what nobody tells of", async () => {
  let looks = new Set<boolean>();
  const unwatch = watch((isTold) => void looks.add(isTold));
  const listLooks = async () => {
    looks = new Set();
    await vi.advanceTimersByTimeAsync(2000);
    return [...looks];
  };
  await listLooks();

  expect(await listLooks()).toEqual([false]);
  document.body.dispatchEvent(new Event("change"));
  expect(await listLooks()).toContain(true);
  expect(await listLooks()).toEqual([false]);
  unwatch();
});
