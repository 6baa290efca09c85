/** Where a run stands, for the next page. */
import type { Beginning } from "./machine.ts";

export interface Position extends Pick<Beginning, "quiet" | "paused" | "armed" | "told"> {
  readonly step: string;
  /** The last that was shown: what the server will know. */
  readonly shown: string | null;
  /** The steps shown before it. */
  readonly path: readonly string[];
}
