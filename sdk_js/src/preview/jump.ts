/** Puts an item at a step, whoever it is for: as if it had been started by hand, and left there. */
import type { boot } from "../core.ts";
import { makeId } from "../store.ts";
import type { Place } from "./place.ts";

export type Core = ReturnType<typeof boot>;

/** With the next answer it is what is under way, from its newest body. Whoever is in the middle of something has it, whatever its audience. */
export async function put(core: Core, { item, kind, step, path }: Place): Promise<void> {
  const run = makeId();
  core.record({ name: `${kind}_started`, run, item, props: { auto: false } });
  core.store.change(({ items }) => ({
    // An outcome that was reached long ago does not push on, as after Back.
    cursor: {
      run,
      step: step ?? "",
      path,
      quiet: false,
      paused: false,
      armed: false,
      told: [],
      shown: null,
      byHand: true,
    },
    items: items.filter(({ id }) => id !== item),
    revision: undefined,
  }));
  await core.sync();
}

/** Takes the person there, with the focus. Out: whether there is such an item. */
export async function jump(core: Core, place: Place): Promise<boolean> {
  core.starts.stop();
  await put(core, place);
  return core.starts.start(place.item);
}
