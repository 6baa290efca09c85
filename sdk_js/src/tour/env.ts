/** What a tour needs of the core, and what the core needs of a tour. Types alone: `tour.js` is a chunk of its own. */
import type { MountStep, Words } from "../../../widgets/src/contract.ts";
import type { Truth } from "../conditions.ts";
import type { Judge } from "../knowledge.ts";
import type { Found } from "../page/target.ts";
import type { CompiledTheme, CompiledTour, Condition, Locator } from "../wire.gen.ts";
import type { State, TourEvent } from "./machine.ts";

export interface Position {
  readonly step: string;
  /** That it waits elsewhere was said, and closed. */
  readonly quiet: boolean;
  /** It was told that it waits. */
  readonly paused: boolean;
}

export interface TourEnv {
  /** By id. */
  readonly themes: Readonly<Record<string, CompiledTheme>> | undefined;
  readonly traits: Readonly<Record<string, unknown>>;
  /** The step to begin with; null for the first. */
  readonly step: string | null;
  readonly quiet: boolean;
  readonly paused: boolean;
  /** Taken up again, not begun. */
  readonly again: boolean;
  readonly by: State["by"];
  readonly judge: Judge;
  readonly judgeBlindly: (condition: Condition) => Truth;
  readonly find: (locators: readonly Locator[]) => Found;
  readonly isVisible: (element: Element) => boolean;
  readonly watch: (check: () => void) => () => void;
  readonly record: (event: TourEvent) => void;
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

/** The other chunks that it takes. */
export interface TourParts {
  readonly mount: MountStep;
  readonly words: Words;
}

export interface TourChunk {
  loadParts(chunks: string, locale: string): Promise<TourParts>;
  runTour(tour: CompiledTour, parts: TourParts, env: TourEnv): RunningTour;
}
