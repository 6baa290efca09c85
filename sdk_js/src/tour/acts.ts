/**
 * Hears the person do what advances a step. In: what is waited for, and where; out: one call when it is done, never in the middle of
 * it, and nothing is taken from the host.
 */
import type { CompiledAdvance } from "../wire.gen.ts";

/** After a touch the click may be on its way still, ms. */
const TOUCH = 350;
const EDITABLE = "input:not([type=button],[type=submit],[type=reset],[type=checkbox],[type=radio]),textarea,select";
/** Keys that end what was typed or chosen; any other is in the middle of it. */
const ENDING = /^(Enter|Tab| )?$/;

/** What a host's page hears of nothing that goes wrong in it. */
export type Guard = <A extends unknown[]>(work: (...args: A) => void) => (...args: A) => void;
type Hear = <K extends keyof HTMLElementEventMap>(type: K, react: (event: HTMLElementEventMap[K]) => void) => void;

interface Hearing {
  readonly hear: Hear;
  readonly isAtTarget: (event: Event) => boolean;
  readonly isWithin: (node: Node) => boolean;
  readonly act: () => void;
  readonly signal: AbortSignal;
}

const first = (event: Event): Element => event.composedPath()[0] as Element;

const isEditable = (element: Element): boolean =>
  !!element.matches?.(EDITABLE) || (element as HTMLElement).isContentEditable;

/** `find`: the target as it is now, which a framework may put a new one in the place of. */
export function listenForAct(
  { on, key }: CompiledAdvance,
  find: () => Element | null,
  act: () => void,
  guard: Guard,
  signal: AbortSignal,
): void {
  const target = find();
  // At the window, before anything of the host's can stop it; and where the target is, for what does not leave a shadow root.
  const places = [target?.ownerDocument.defaultView ?? window, target?.getRootNode() ?? document];
  const ear: Hearing = {
    hear: (type, react) => {
      let last: Event | undefined;
      const hearOnce = guard((event: Event) => {
        if (event === last) return;
        last = event;
        react(event as never);
      });
      for (const place of places) place.addEventListener(type, hearOnce, { capture: true, passive: true, signal });
    },
    isAtTarget: (event) => {
      const element = find();
      return !!element && event.composedPath().indexOf(element) >= 0; // not `includes`, which a host may have made its own
    },
    isWithin: (node) => !!find()?.contains(node),
    act: guard(act),
    signal,
  };
  if (on === "click") hearClick(ear);
  else if (on === "change") hearChange(ear, places);
  else if (on === "key") hearKey(ear, key, !target);
}

/** A click; or a whole press, by pointer or key, of which the component made no click. */
function hearClick({ hear, isAtTarget, act, signal }: Hearing): void {
  let pressed: Event | undefined;
  let box: DOMRect | undefined;

  function press(event: Event): void {
    const isOff = first(event).closest(":disabled,[aria-disabled=true]");
    pressed = isAtTarget(event) && !isOff ? event : undefined;
  }
  /** Once the click had its time to come. */
  function finish(delay: number): void {
    const mine = pressed;
    setTimeout(() => {
      if (signal.aborted || pressed !== mine) return;
      pressed = undefined;
      act();
    }, delay);
  }

  hear("click", (event) => {
    if (!isAtTarget(event)) return;
    pressed = undefined;
    act();
  });
  hear("pointerdown", (event) => {
    if (event.isPrimary && event.button === 0) press(event);
    box = first(event).getBoundingClientRect();
  });
  hear("pointercancel", () => {
    pressed = undefined;
  });
  hear("pointerup", ({ clientX: x, clientY: y, pointerType }) => {
    const isInside = box && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    if (pressed?.type === "pointerdown" && isInside) finish(pointerType === "touch" ? TOUCH : 0);
  });
  hear("keydown", (event) => {
    if (/^(Enter| )$/.test(event.key) && !event.repeat && !isEditable(first(event))) press(event);
  });
  hear("keyup", (event) => {
    const down = pressed as KeyboardEvent | undefined;
    if (down?.type !== "keydown" || down.key !== event.key) return;
    // Even of a button no click may come: if the host takes it away as soon as the key is up.
    if (down.defaultPrevented || isAtTarget(event)) finish(0);
  });
}

/** A field that was changed and left, or whose change is a whole act by itself: a choice, a tick. */
function hearChange({ hear, isAtTarget, isWithin, act }: Hearing, places: readonly EventTarget[]): void {
  /** The last key, if there was none of the pointer since. */
  let key = "";
  let isUnderWay = false;

  function finish(): void {
    isUnderWay = false;
    act();
  }

  hear("pointerdown", () => {
    key = "";
  });
  hear("keydown", (event) => {
    key = event.key;
    if (key === "Enter" && isUnderWay && !event.isComposing && isAtTarget(event)) finish();
  });
  hear("input", (event) => {
    const field = first(event);
    // What is no field, or in a shadow root inside the target, tells nobody here that it was changed.
    const isSilent = !field.matches("input,textarea,select") || ![...places, document].includes(field.getRootNode());
    if (isAtTarget(event) && isSilent) isUnderWay = true;
  });
  hear("change", (event) => {
    if (!isAtTarget(event)) return;
    // Arrows in a list and digits of a date change it each time.
    if (ENDING.test(key)) finish();
    else isUnderWay = true;
  });
  hear("focusout", (event) => {
    const staysInside = !!event.relatedTarget && isWithin(event.relatedTarget as Node);
    if (isUnderWay && isAtTarget(event) && !staysInside) finish();
  });
}

function hearKey({ hear, isAtTarget, act }: Hearing, key: string | null, anywhere: boolean): void {
  hear("keydown", (event) => {
    // Of a video, ours too, keys are the controls.
    const isTaken = isEditable(first(event)) || first(event).matches?.("video,audio");
    const isMeant = anywhere ? !isTaken : isAtTarget(event);
    if (isMeant && event.key === key && !event.isComposing) act();
  });
}
