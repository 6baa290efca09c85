/**
 * Cards that hold more than text and buttons. In: how steps are mounted, and what fills a slot; out: the same, with a slot below the text of
 * those steps that ask for one (`as_tour.ts`). A card that is made anew, as it is in another layer of the page, gets the same slot.
 */
import type { CardProps, MountStep, StepProps } from "../../../widgets/src/contract.ts";
import { create } from "../../../widgets/src/kit/elements.ts";
import { adoptSheets } from "../../../widgets/src/kit/sheet.ts";
import type { Marked, Slot } from "./as_tour.ts";
import type { Drawer } from "./drawer.ts";
import type { Learn } from "./open_learn.ts";
import css from "./slot.css";

/** What the widget in a slot may do with its card. */
export interface SlotCard {
  /** There is nothing left to do: the card's own way on is shown. */
  readonly finish: () => void;
  /** As "Not now". */
  readonly leave: () => void;
  /** Makes room for the page, with a line in the place of the card, until the person comes back or `wait` calls. Out of `wait`: it ends. */
  readonly stepAside: (text: string, wait: (react: () => void) => () => void) => void;
}

/** What it takes to fill one. */
export interface Filling<Body, Chunk, Words> {
  readonly learn: Learn;
  readonly drawer: Drawer;
  readonly chunk: Chunk;
  readonly words: Words;
  readonly body: Body;
  /** Of the version. */
  readonly hash: string;
  /** It was started as such, and is no step of a tour. */
  readonly isOwn: boolean;
  readonly element: HTMLElement;
  readonly card: SlotCard;
}

/** Mounts a widget, perhaps later. Out: takes it away. */
export type Fill = (slot: Slot, element: HTMLElement, card: SlotCard) => () => void;

export function mountWithSlots(mountStep: MountStep, fill: Fill): MountStep {
  return (host, first) => {
    let given = first;
    let isDone = false;
    /** What is said while the card is away; "" once that was closed. */
    let aside: string | null = null;
    let endWait = (): void => {};
    let filled: { readonly name: string; readonly element: HTMLElement; readonly destroy: () => void } | undefined;

    const isCard = (props: StepProps): props is Extract<StepProps, CardProps> => props.kind !== "notice";
    const findSlot = (props: StepProps): Slot | undefined =>
      isCard(props) ? (props.media as Marked | null)?.slot : undefined;

    function shape(props: StepProps): StepProps {
      if (!isCard(props)) return props;
      const { media, words, theme, buttons } = props;
      const slot = findSlot(props);
      if (aside !== null) {
        const close = (): void => {
          aside = "";
          mounted.destroy();
        };
        const back = { label: words.resume, primary: true, onPress: comeBack };
        return { kind: "notice", text: aside, buttons: [back], words, theme, onClose: close, entered: "by-itself" };
      }
      // Alone it is no "1 of 1", and no tour.
      const alone = props.total === 1 && { position: null, total: null, words: { ...words, announced: "{title}" } };
      if (!slot) return { ...props, ...alone };
      const ways = slot.kind === "quiz" ? buttons.filter(({ primary }) => isDone || !primary) : [];
      return { ...props, ...alone, media: media?.src ? media : null, buttons: ways };
    }

    const card: SlotCard = {
      finish: () => {
        isDone = true;
        draw();
      },
      leave: () => isCard(given) && given.onNotNow(),
      stepAside: (text, wait) => {
        aside = text;
        empty();
        draw();
        endWait = wait(comeBack);
      },
    };

    function comeBack(): void {
      endWait();
      aside = null;
      draw();
    }

    function empty(): void {
      filled?.destroy();
      filled?.element.remove();
      filled = undefined;
    }

    /** Into the card, wherever it stands by now. */
    function place(shown: StepProps): void {
      const slot = findSlot(given);
      const name = JSON.stringify(slot);
      if (filled && slot && filled.name !== name) {
        empty();
        isDone = false;
      }
      const body = host.root.querySelector(".card > .body");
      if (!body || aside !== null || !isCard(shown)) return;
      body.parentElement?.classList.toggle("wide", slot?.kind === "quiz");
      // In its foot there is "More options" alone.
      body.parentElement?.classList.toggle("lone", !shown.total && !shown.buttons.length);
      if (!slot) {
        empty();
        return;
      }
      const element = filled?.element ?? create("div", "slot");
      if (element.parentNode !== body) body.append(element);
      filled ??= { name, element, destroy: fill(slot, element, card) };
    }

    function draw(): void {
      if (aside === "") return;
      const shown = shape(given);
      mounted.update(shown);
      place(shown);
    }

    adoptSheets(host.root, css);
    const begun = shape(first);
    const mounted = mountStep(host, begun);
    place(begun);
    return {
      update: (props) => {
        given = props;
        draw();
      },
      destroy: () => {
        endWait();
        empty();
        mounted.destroy();
      },
    };
  };
}
