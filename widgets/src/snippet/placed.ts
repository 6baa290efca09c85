/** A mark with what is known of it, and by what it is opened. */
import type { Box } from "../step/place.ts";
import type { Side } from "../tooltip/beside.ts";
import type { Mark } from "./contract.ts";
import type { Ground } from "./ground.ts";
import type { Home } from "./homes.ts";

export interface Placed {
  mark: Mark;
  readonly target: Element;
  home?: Home;
  button?: HTMLButtonElement;
  side?: Side;
  ground?: Ground | undefined;
  /** Where its element was, from where its home was. */
  at?: Box | undefined;
  /** What was drawn there. */
  drawn?: string | undefined;
}

export type By = "pointer" | "focus" | "press" | "key";
