/**
 * What a widget is to whoever mounts it. In: props, anew on every change; out: callbacks. A widget knows nothing of tours, the
 * server or the queue; its owner knows nothing of its insides.
 */

/** Text as the server compiles it: never HTML. Placeholders are filled in before it gets here. */
export type TextNode = string | TextElement;
export interface TextElement {
  readonly tag: "p" | "strong" | "em" | "code" | "a" | "ul" | "ol" | "li" | "br";
  readonly children?: readonly TextNode[];
  readonly href?: string | null;
}

export type Placement =
  | "top"
  | "top-start"
  | "top-end"
  | "right"
  | "right-start"
  | "right-end"
  | "bottom"
  | "bottom-start"
  | "bottom-end"
  | "left"
  | "left-start"
  | "left-end";

export interface Theme {
  readonly scheme: "auto" | "light" | "dark";
  readonly accent?: string | null;
  readonly accent_dark?: string | null;
  readonly radius?: number | null;
}

/**
 * Our own words in one locale, loaded as a chunk that exports `words`. Placeholders are `{n}`, `{total}`, `{title}`, `{page}`, and
 * `{tour}` in `announced`, whose `{title}` is the step's; elsewhere it is the tour's.
 */
export interface Words {
  readonly locale: string;
  readonly direction: "ltr" | "rtl";
  readonly next: string;
  readonly back: string;
  readonly done: string;
  readonly not_now: string;
  readonly more_options: string;
  readonly never: string;
  readonly no_more_tours: string;
  readonly undo: string;
  /** The name of a notice's ×. */
  readonly keep: string;
  readonly go_to_field: string;
  readonly progress: string;
  readonly declined_one: string;
  readonly declined_all: string;
  readonly announced: string;
  readonly paused: string;
  readonly paused_elsewhere: string;
  readonly continue_there: string;
  readonly resume: string;
  readonly go_on: string;
}

/** Where a widget lives: one element of ours under `body`, whose shadow root is closed to nobody but us. */
export interface WidgetHost {
  /** The element to put a popover or dialog under: our root, or a holder inside the host's open modal dialog. */
  readonly root: ShadowRoot;
  /** Called with anything that was thrown inside; nothing goes further. */
  readonly onError: (error: unknown) => void;
}

export interface StepButton {
  readonly label: string;
  readonly primary: boolean;
  readonly onPress: () => void;
}

export interface CardProps {
  readonly title: readonly TextNode[];
  readonly text: readonly TextNode[];
  readonly tour: string;
  /** 1-based; both null while the length isn't known. */
  readonly position: number | null;
  readonly total: number | null;
  readonly buttons: readonly StepButton[];
  readonly words: Words;
  readonly theme: Theme | null;
  readonly placement: Placement;
  /** `by-person`: started or moved on by hand, focus goes to the heading. `by-itself`: one polite status, focus stays. */
  readonly entered: "by-person" | "by-itself";
  readonly onNotNow: () => void;
  readonly onNever: () => void;
  readonly onNoMoreTours: () => void;
}

export type StepProps =
  /** A native modal dialog in the middle. */
  | (CardProps & { readonly kind: "modal" })
  /** Dimmed, the rest inert, the target seen but not operable. */
  | (CardProps & { readonly kind: "blocked"; readonly target: Element })
  /** A ring and the card; nothing dimmed, no trap. */
  | (CardProps & { readonly kind: "open"; readonly target: Element })
  /** Card without target: a non-modal dialog at the bottom end corner. */
  | (CardProps & { readonly kind: "float" })
  /** A quiet line: the tour waits on another page, or a decline that can be undone. Announced, no focus taken. */
  | {
      readonly kind: "notice";
      readonly text: string;
      readonly buttons: readonly StepButton[];
      readonly words: Words;
      readonly theme: Theme | null;
      readonly onClose: () => void;
      readonly entered: "by-person" | "by-itself";
    };

export interface MountedStep {
  /** In place. With the same tour, position and title it is the same step: nothing is announced, no focus moves. */
  update(props: StepProps): void;
  /** Leaves nothing, and gives the focus back if it had it. */
  destroy(): void;
}

export type MountStep = (host: WidgetHost, props: StepProps) => MountedStep;
