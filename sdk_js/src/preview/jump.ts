/** Puts an item at a step, whoever it is for: as if it had been started by hand, and left there. */
import type { boot } from "../core.ts";
import { makeId } from "../store.ts";
import type { Place } from "./place.ts";

export type Core = ReturnType<typeof boot>;

/** With the next answer it is what is under way, from its newest body. Whoever is in the middle of something has it, whatever its audience. */
function begin(core: Core, { item, kind, hash, step, path }: Place): Promise<unknown> {
  const run = makeId();
  core.record({ name: `${kind}_started`, run, item, item_hash: hash, props: { auto: false } });
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

/** Something else that is under way would go on in its stead. */
function leave(core: Core, next: string): void {
  const { item, run } = core.starts.gates();
  const listed = core.store.read().items.find(({ id }) => id === item);
  if (!listed || !run || item === next) return;
  core.record({ name: `${listed.kind}_dismissed`, run, item: listed.id, props: { reason: "left" } });
}

/** Takes the person there, with the focus. Out: whether there is such an item. */
export async function jump(core: Core, place: Place): Promise<boolean> {
  await core.sync();
  leave(core, place.item);
  core.starts.stop();
  await begin(core, place);
  return core.starts.start(place.item);
}
