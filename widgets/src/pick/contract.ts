/** Pointing at an element of the host's page, and the list of its locators: what is seen of it. */
import type { WidgetHost } from "../contract.ts";

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface ShieldProps extends WidgetHost {
  /** Pixels of the viewport. */
  readonly onPoint: (x: number, y: number) => void;
  readonly onMove: (way: Way) => void;
  readonly onTake: () => void;
  readonly onLeave: () => void;
  /** Where what is pointed at is now; asked again when the page scrolls. */
  readonly findBox: () => Box | null;
}

export type Way = "next" | "previous" | "outer" | "inner";

export interface MountedShield {
  /** What is pointed at, in words. */
  show(said: string): void;
  /** Something of the host's may lie over it now. */
  raise(): void;
  destroy(): void;
}

export interface Choice {
  /** As it will be written. */
  readonly written: string;
  readonly matches: number;
  readonly fits: boolean;
  readonly stability: "stable" | "fair" | "fragile";
  readonly why: string;
}

export interface ListProps extends WidgetHost {
  readonly title: string;
  readonly choices: readonly Choice[];
  /** Where the element is, so that it stays in sight. */
  readonly box: Box;
  readonly onUse: (index: number) => void;
  readonly onAgain: () => void;
  readonly onLeave: () => void;
}
