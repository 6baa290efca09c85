/**
 * Whatever starts, as a tour that can be walked: pure. In: a body as the server compiles it; out: a tour, and which of its steps hold a
 * widget. Such a step is a plain card to the tour; what is in it says so by `slot` in its media, and is filled in by `slot.ts`.
 */
import type { Media } from "../../../widgets/src/contract.ts";
import type { CompiledMedia, CompiledStartable, CompiledStep, CompiledTour } from "../wire.gen.ts";

/** What a card is to hold. `item` is the quiz's, where it is a tour's step. */
export interface Slot {
  readonly kind: "quiz" | "survey" | "checklist";
  readonly item: string;
}

export type Marked = CompiledMedia & Media & { readonly slot?: Slot };

const NO_MEDIA: CompiledMedia = { kind: "image", src: "", alt: "", captions: null, captions_locale: null };

const mark = (media: CompiledMedia | null, slot: Slot): Marked => ({ ...(media ?? NO_MEDIA), slot });

/** A quiz takes the person's attention, the others stand aside. */
const TYPES = { quiz: "modal", survey: "slide-out", checklist: "slide-out" } as const;

/** `isThere`: whether this person has what a step of a tour wants to show. Otherwise it stays what no tour knows. */
export function asTour(body: CompiledStartable, isThere: (slot: Slot) => boolean): CompiledTour {
  if (body.kind === "tour") return { ...body, steps: body.steps.map((step) => asCard(step, isThere)) };
  if (body.kind === "announcement") return { ...body, kind: "tour" };
  const { id, kind, locale, title, theme } = body;
  const step: CompiledStep = {
    id: kind,
    type: TYPES[kind],
    was: [],
    page: null,
    if: null,
    target: [],
    highlights: [],
    padding: 0,
    radius: null,
    title: [title],
    text: [],
    media: mark(null, { kind, item: id }),
    placement: "bottom",
    position: "bottom",
    interaction: "blocked",
    advance: { on: "next", when: null, key: null, event: null },
    on_missing: null,
    next: [],
    buttons: [],
  };
  return { kind: "tour", id, locale, title, theme, pause_when: null, steps: [step] };
}

/** A tour's step with a quiz in it. */
function asCard(step: CompiledStep, isThere: (slot: Slot) => boolean): CompiledStep {
  const { type, quiz, media } = step as Omit<CompiledStep, "type"> & { readonly type: string; readonly quiz?: string };
  const slot: Slot = { kind: "quiz", item: `${quiz}` };
  return type === "quiz" && isThere(slot) ? { ...step, type: TYPES.quiz, media: mark(media, slot) } : step;
}

export const listSlots = ({ steps }: CompiledTour): readonly Slot[] =>
  steps.flatMap(({ media }) => (media as Marked | null)?.slot ?? []);
