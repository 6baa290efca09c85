/** What a tour needs of the core, and what the core needs of a tour. Types alone: `tour.js` is a chunk of its own. */
import type { Truth } from "../conditions.ts";
import type { Found } from "../page/target.ts";
import type { CompiledTheme, CompiledTour, Condition, Locator } from "../wire.gen.ts";
import type { State, Record as TourRecord } from "./machine.ts";

export interface Position {
  readonly step: string;
  readonly quiet: boolean;
}

export interface TourEnv {
  /** The folder of this build's chunks, with a slash at the end. */
  readonly chunks: string;
  readonly tour: CompiledTour;
  readonly theme: CompiledTheme | null;
  readonly traits: Readonly<Record<string, unknown>>;
  /** The step to begin with; null for the first. */
  readonly step: string | null;
  readonly quiet: boolean;
  /** Taken up again, not begun. */
  readonly again: boolean;
  readonly by: State["by"];
  /** `target` is undefined while it isn't known. */
  readonly evaluate: (condition: Condition, target?: Element | null) => Truth;
  readonly find: (locators: readonly Locator[]) => Found;
  readonly isVisible: (element: Element) => boolean;
  readonly watch: (check: () => void) => () => void;
  readonly record: (record: TourRecord) => void;
  readonly save: (position: Position) => void;
  readonly start: (item: string) => void;
  /** Nothing of it is left on the page. */
  readonly ended: () => void;
  readonly fail: (error: unknown) => void;
}

export interface RunningTour {
  /** The page moved to another address. */
  moved(): void;
  /** The host tracked an event. */
  happened(event: string): void;
  /** Brings it before the person again. */
  bring(): void;
  /** Takes it off the page without a word. */
  stop(): void;
}

export type RunTour = (env: TourEnv) => Promise<RunningTour>;
