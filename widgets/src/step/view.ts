/** What a step looks like, kept up to date. */
import type { StepProps } from "../contract.ts";
import type { Scope } from "../kit/scope.ts";

export interface View<P extends StepProps = StepProps> {
  /** The stage lasts until the next update. `hadFocus`: the view before this one had it. A method: a view is given its kinds alone. */
  update(props: P, stage: Scope, hadFocus: boolean): void;
}

/** One view for all steps of its kinds. */
export type MakeView<P extends StepProps = StepProps> = (root: ShadowRoot, scope: Scope) => View<P>;
