/** What a tour needs of the core, and what the core needs of a tour. Types alone: `tour.js` is a chunk of its own. */
import type { StepChunk, Words } from "../../../widgets/src/contract.ts";
import type { Waiter } from "../api.ts";
import type { Truth } from "../conditions.ts";
import type { Judge } from "../knowledge.ts";
import type { Found } from "../page/target.ts";
import type { Parts, Tell } from "../parts.ts";
import type { CompiledStartable, CompiledTheme, CompiledTour, Condition, Locator, Progress } from "../wire.gen.ts";
import type { Beginning } from "./machine.ts";
import type { Position } from "./position.ts";

export type Later = typeof import("./later.ts");

export interface TourEnv {
  readonly by: Beginning["by"];
  /** Taken up again, not begun. */
  readonly again: boolean;
  /** Where this run stood on this device, and as far as the server knows; undefined if it is new. */
  readonly cursor: Position | undefined;
  readonly progress: Progress | undefined;
  /** Where the server is, for what stands there. */
  readonly base: string;
  /** By id. */
  readonly themes: Readonly<Record<string, CompiledTheme>> | undefined;
  readonly traits: Readonly<Record<string, unknown>>;
  readonly judge: Judge;
  readonly judgeBlindly: (condition: Condition) => Truth;
  readonly find: (locators: readonly Locator[], hidden?: boolean) => Found;
  readonly isVisible: (element: Element) => boolean;
  readonly watch: (check: () => void) => () => void;
  readonly record: Tell;
  readonly save: (position: Position) => void;
  readonly start: (item: string) => void;
  /** Tells what the host might have told. */
  readonly track: (event: string) => void;
  /** The host's functions that are to be waited for. */
  readonly listeners: (hook: string) => readonly Waiter[];
  /** ISO 8601, by the server's clock. */
  readonly now: () => string;
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
  /** As it is walked. */
  readonly tour: CompiledTour;
  readonly mount: StepChunk["mount"];
  readonly words: Words;
  /** Undefined where it may still be on its way: a tour that was begun before waits for it. */
  readonly later: Later | undefined;
  readonly fetching: Promise<Later>;
  /** What is more than a tour records otherwise. */
  readonly adapt?: ((env: TourEnv) => TourEnv) | undefined;
}

export interface TourChunk {
  loadParts(body: CompiledStartable, again: boolean, step: StepChunk, words: Words, aids: Parts): Promise<TourParts>;
  runTour(parts: TourParts, env: TourEnv): RunningTour;
}
