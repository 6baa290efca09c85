/**
 * Where the page has outgrown a tour. In: what is told of a step; out: that its target was found by a later locator than the first of its list,
 * or what stands around the place where it was looked for. Nothing is fetched for that where all is well.
 */
import type { Knowledge } from "../knowledge.ts";
import type { Tell } from "../parts.ts";
import type { Store } from "../store.ts";
import type { CompiledTour, Locator, PageEvent } from "../wire.gen.ts";

interface Parts {
  readonly store: Store;
  readonly knowledge: Knowledge;
  readonly record: Tell;
}

/** ms: then it goes without. */
const PATIENCE = 3000;

export async function noteDrift(told: PageEvent, parts: Parts): Promise<void> {
  const { item_hash, step, name } = told;
  const { steps } = (parts.store.read().bodies[`${item_hash}`] ?? {}) as Partial<CompiledTour>;
  const locators = steps?.find(({ id }) => id === step)?.target ?? [];
  if (name === "step_shown") noteHealed(told, locators, parts);
  else await Promise.race([addOutline(told, locators, parts.store), new Promise((late) => setTimeout(late, PATIENCE))]);
}

/** Its id says which step of which run it is: the server counts it once, on however many pages it is noticed. */
function noteHealed(shown: PageEvent, locators: readonly Locator[], { knowledge, record }: Parts): void {
  const { globalPrivacyControl, doNotTrack } = navigator as Navigator & { globalPrivacyControl?: boolean };
  if (locators.length < 2 || globalPrivacyControl || doNotTrack === "1") return;
  const by = 1 + locators.findIndex((one) => knowledge.found?.findTarget([one]).element);
  if (by < 2) return;
  record({ ...shown, id: `${shown.run}-${shown.step}`, name: "target_healed", props: { locator: locators[0], by } });
}

/** As long as it waits to be sent. Of this page alone: who went on since is elsewhere. */
async function addOutline({ id, path, props }: PageEvent, locators: readonly Locator[], store: Store): Promise<void> {
  const { outlineAround } = await import("../author/outline.ts");
  if (path !== location.pathname) return;
  const outline = outlineAround(locators);
  store.change(({ queue }) => ({
    queue: queue.map((one) => (one.id === id ? { ...one, props: { ...props, outline } } : one)),
  }));
}
