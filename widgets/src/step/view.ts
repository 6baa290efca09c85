/** What a step looks like, kept up to date. */
import type { Scope } from "../kit/scope.ts";

export interface View<P> {
  /** The stage lasts until the next update. */
  readonly update: (props: P, stage: Scope) => void;
}
