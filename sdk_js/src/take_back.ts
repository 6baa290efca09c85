/** Ends a tour here that is over elsewhere, or withdrawn, or that another device went on with. A chunk for when one is under way. */

import type { Knowledge } from "./knowledge.ts";
import type { Store } from "./store.ts";
import type { RunningTour } from "./tour/env.ts";
import type { PageEvent } from "./wire.gen.ts";

export interface Running {
  readonly item: string;
  readonly run: string;
  readonly tour: RunningTour;
}

interface Parts {
  readonly store: Store;
  readonly knowledge: Knowledge;
  readonly record: (event: Pick<PageEvent, "name"> & Partial<PageEvent>) => void;
}

export function takeBack({ item: name, run, tour }: Running, { store, knowledge, record }: Parts): void {
  const { progress } = knowledge.standing();
  const { items, cursor } = store.read();
  // It may be called otherwise by now.
  const item = Object.keys(progress).find((id) => progress[id]?.run === run) ?? name;
  const known = progress[item];
  const listed = items.find(({ id }) => id === item);
  // What came of it stays to be read.
  if (listed && listed.kind !== "tour" && known?.run === run && known.status === "completed") return;
  const shown = cursor?.shown ?? known?.step;
  // Where another device went on with it, it is taken up again.
  const elsewhere = known && (known.run !== run || known.status !== "active" || known.step !== shown);
  if (!listed && !elsewhere) record({ name: "tour_paused", run, item, props: { reason: "withdrawn" } });
  if (!listed || elsewhere) tour.stop();
}
