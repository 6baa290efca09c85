/** What of the core takes part in whatever starts on a page. */
import type { Listeners } from "./api.ts";
import type { Config } from "./boot.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Store } from "./store.ts";
import type { PageEvent } from "./wire.gen.ts";

/** Says that something happened; what every event has is added. */
export type Tell = (event: Pick<PageEvent, "name"> & Partial<PageEvent>) => void;

export interface Parts {
  readonly config: Config;
  readonly store: Store;
  readonly knowledge: Knowledge;
  readonly record: Tell;
  readonly track: (event: string) => void;
  readonly listeners: Listeners["find"];
  readonly fail: (error: unknown) => void;
  /** For what a browser calls: what it throws goes to `fail`. */
  readonly guard: (work: () => unknown) => () => void;
}
