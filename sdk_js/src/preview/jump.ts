/** Puts an item at a step, whoever it is for: as if it had been started by hand, and left there. */
import type { boot } from "../core.ts";
import { makeId } from "../store.ts";
import type { Place } from "./place.ts";

export type Core = ReturnType<typeof boot>;

/** With the next answer it is what is under way, from its newest body. Whoever is in the middle of something has it, whatever its audience. */
function begin(core: Core, { item, kind, step, path }: Place): Promise<unknown> {
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
  return core.sync();
}

export async function put(core: Core, place: Place): Promise<void> {
  await core.sync(); // What is on its way tells of the drafts as they were.
  await begin(core, place);
}

/** Takes the person there, with the focus. Out: whether there is such an item. */
export async function jump(core: Core, place: Place): Promise<boolean> {
  await core.sync();
  core.starts.stop();
  await begin(core, place);
  return core.starts.start(place.item);
}
