/** What each view of the bar gets. */
import type { BarActs, BarProps, Draft } from "./contract.ts";

export interface ViewProps extends Omit<BarProps, "acts"> {
  readonly acts: BarActs;
  /** The root that all of this is in. */
  readonly own: ShadowRoot;
  /** The draft that the views are about: the one that was chosen, or what runs. */
  readonly draft: Draft | undefined;
  readonly choose: (item: string) => void;
  /** Back to the strip alone. */
  readonly close: () => void;
  /** The page is needed as it is, without the bar. */
  readonly hide: (hidden: boolean) => void;
}
