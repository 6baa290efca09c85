/**
 * What opens a snippet, and what closes it: one at a time. A press keeps it open until it is pressed again, closed, or something else is
 * pressed; the pointer or the focus keeps it for as long as it is on the mark, the element or the card (WCAG 1.4.13); Escape closes it.
 */
import { findFocus, holds, type Scope } from "../launcher/shared.ts";
import type { MarksHost } from "./contract.ts";
import type { MountedHint } from "./hint.ts";
import type { By, Placed } from "./placed.ts";

/** ms until the pointer means it, and for it to cross the gap to the card. */
const MEANT = 150;
const CROSSING = 300;

interface Opened {
  readonly placed: Placed;
  card?: MountedHint;
  readonly by: By;
  /** By a press. */
  kept: boolean;
}

export interface Opener {
  /** The pointer is on its mark or its element, or on none. */
  readonly enter: (placed: Placed | undefined) => void;
  readonly focus: (placed: Placed | undefined) => void;
  readonly leave: () => void;
  /** Its mark was pressed; `detail` is 0 where that was by a key. */
  readonly toggle: (placed: Placed, detail: number) => void;
  readonly touch: (placed: Placed | undefined) => void;
  readonly press: (event: PointerEvent) => void;
  readonly escape: (event: KeyboardEvent) => void;
  readonly close: (placed: Placed) => void;
  /** The card that is open at this one. */
  readonly cardOf: (placed: Placed) => HTMLElement | undefined;
}

export function makeOpener(host: MarksHost, scope: Scope, ensure: (placed: Placed) => HTMLButtonElement): Opener {
  let now: Opened | undefined;
  let over: Placed | undefined;
  let meant = 0;
  let leaving = 0;

  function close(): void {
    const last = now;
    now = undefined;
    clearTimeout(leaving);
    if (!last) return;
    const { placed, card } = last;
    placed.button?.setAttribute("aria-expanded", "false");
    if (card && holds(card.element, findFocus())) focusQuietly(placed);
    card?.destroy();
  }

  /** Where it was opened from. */
  function focusQuietly({ mark, target, button }: Placed): void {
    const from = mark.show === "focus" ? (target as HTMLElement) : button;
    from?.focus({ preventScroll: true });
  }

  function isUsed({ placed, card, kept }: Opened): boolean {
    const focus = findFocus();
    const isIn = (element: Element | undefined) => !!element && holds(element, focus);
    return kept || over === placed || isIn(card?.element) || (placed.mark.show !== "beside" && isIn(placed.target));
  }

  const closeUnlessUsed = scope.guard(() => void (now && !isUsed(now) && close()));

  function open(placed: Placed, by: By): void {
    clearTimeout(meant);
    clearTimeout(leaving);
    const kept = by === "press" || by === "key";
    if (now?.placed === placed) {
      now.kept ||= kept;
      return;
    }
    close();
    const button = ensure(placed);
    const mine: Opened = { placed, by, kept };
    now = mine;
    button.setAttribute("aria-expanded", "true");
    const fail = (error: unknown) => {
      host.onError(error);
      if (now === mine) close();
    };
    import("./hint.ts")
      .then(
        scope.guard(({ mountHint }) => {
          if (now !== mine || !placed.home) return;
          mine.card = mountHint({
            host,
            mark: placed.mark,
            home: placed.home,
            button,
            by,
            onClose: close,
            onPointer: (isIn) => (isIn ? stay(placed) : leaveSoon()),
          });
        }),
      )
      .catch(fail);
  }

  function stay(placed: Placed): void {
    over = placed;
    clearTimeout(leaving);
  }

  function enter(placed: Placed | undefined): void {
    if (!placed) {
      if (over) leaveSoon();
      return;
    }
    if (over === placed) return;
    stay(placed);
    clearTimeout(meant);
    meant = window.setTimeout(
      scope.guard(() => over === placed && open(placed, "pointer")),
      MEANT,
    );
  }

  function leaveSoon(): void {
    over = undefined;
    clearTimeout(leaving);
    leaving = window.setTimeout(closeUnlessUsed, CROSSING);
  }

  return {
    enter,
    toggle: (placed, detail) => {
      // By a pointer that has opened it already, a press keeps it; by keys it does what `aria-expanded` makes one expect.
      if (now?.placed === placed && (now.kept || !detail)) close();
      else open(placed, detail ? "press" : "key");
    },
    focus: (placed) => void (placed && open(placed, "focus")),
    leave: () =>
      void setTimeout(
        scope.guard(() => {
          // Whoever goes on by keys means it, wherever the pointer was left.
          if (now?.by === "focus" && !holds(now.placed.target, findFocus())) over = undefined;
          closeUnlessUsed();
        }),
      ),
    touch: (placed) => {
      if (!placed) return;
      const isLine = placed.mark.show === "underline";
      if (isLine && now?.placed === placed && now.kept) close();
      else open(placed, isLine ? "press" : "pointer");
    },
    press: (event) => {
      const path = event.composedPath();
      const isIn = (node: EventTarget | undefined) => !!node && path.indexOf(node) >= 0;
      if (now && !isIn(now.placed.home?.root.host) && !isIn(now.placed.target)) close();
    },
    escape: (event) => {
      if (event.key !== "Escape" || !now) return;
      // Nobody means what is not to be seen yet.
      if (now.card) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      over = undefined;
      close();
    },
    close: (placed) => void (now?.placed === placed && close()),
    cardOf: (placed) => (now?.placed === placed ? now.card?.element : undefined),
  };
}
