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

/** Colours that go together, as `#rrggbb`; what is null is as built in. */
export interface Palette {
  readonly surface?: string | null;
  readonly ink?: string | null;
  readonly muted?: string | null;
  readonly line?: string | null;
  readonly accent?: string | null;
  readonly on_accent?: string | null;
  /** The ring and the like. */
  readonly mark?: string | null;
}

export interface Theme {
  readonly scheme: "auto" | "light" | "dark";
  readonly light?: Palette;
  readonly dark?: Palette;
  /** A list of font families, or "inherit": the host's. */
  readonly font?: string;
  /** px */
  readonly radius?: number | null;
  readonly width?: number | null;
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
  readonly snooze_hour: string;
  readonly snooze_day: string;
  readonly snooze_week: string;
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
  /** It is a link that looks like a button: the browser follows it, one to another origin in a new tab. `onPress` is called too. */
  readonly href?: string;
  readonly onPress: () => void;
}

/** An image or a video, its address whole. Where the host's policy forbids it, it is a link. */
export interface Media {
  readonly kind: "image" | "video";
  readonly src: string;
  /** "" for decoration. */
  readonly alt: string;
  /** Address of a WebVTT file, and its language. */
  readonly captions: string | null;
  readonly captions_locale: string | null;
}

export type Snooze = "hour" | "day" | "week";

export interface CardProps {
  readonly title: readonly TextNode[];
  readonly text: readonly TextNode[];
  readonly media: Media | null;
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
  readonly onSnooze: (time: Snooze) => void;
  readonly onNever: () => void;
  readonly onNoMoreTours: () => void;
}

/** A card at an element of the page. */
export interface SpotlightProps extends CardProps {
  readonly target: Element;
  /** Others that get a ring of their own. */
  readonly highlights: readonly Element[];
  /** px between a target and its ring. */
  readonly padding: number;
  /** px; null for the target's own. */
  readonly radius: number | null;
}

export type StepProps =
  /** A native modal dialog in the middle. */
  | (CardProps & { readonly kind: "modal" })
  /** Dimmed, the rest inert, the target seen but not operable. */
  | (SpotlightProps & { readonly kind: "blocked" })
  /** A ring and the card; nothing dimmed, no trap. */
  | (SpotlightProps & { readonly kind: "open" })
  /** A small button beside the target, named by the title; the card opens from it, on hover, focus or press (WCAG 1.4.13). */
  | (CardProps & { readonly kind: "tooltip"; readonly target: Element })
  /** A card at the bottom end corner: a non-modal dialog, announced, no focus taken. */
  | (CardProps & { readonly kind: "slide-out" })
  /** Over the whole width: a labelled region, announced, no focus taken, nothing focused covered (WCAG 2.4.11). */
  | (CardProps & { readonly kind: "banner"; readonly edge: "top" | "bottom" })
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

/** What is drawn by a chunk of its own that is not there yet appears when it is: a kind of step, or what a card may hold. */
export type MountStep = (host: WidgetHost, props: StepProps) => MountedStep;

/** `step.js`. `prepare` fetches what these need, so that nothing waits for it later. */
export interface StepChunk {
  readonly mount: MountStep;
  readonly prepare: (parts: readonly (StepProps["kind"] | "media")[]) => Promise<void>;
}
