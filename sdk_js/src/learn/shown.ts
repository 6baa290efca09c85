/** Checklists and announcements as widgets show them: pure. In: what was written and how it stands; out: what is drawn. */
import type { Checklist, Entry, NewsBody } from "../../../widgets/src/checklist/contract.ts";
import type { StepButton } from "../../../widgets/src/contract.ts";
import { fillText } from "../tour/fill.ts";
import type { CompiledButton, CompiledChecklist, CompiledMedia, CompiledTour } from "../wire.gen.ts";
import { countDone, type EntryState, isTickable } from "./entries.ts";

/** `isOver`: it was finished once, and changes no more. */
export function showChecklist(body: CompiledChecklist, states: readonly EntryState[], isOver: boolean): Checklist {
  const { id, locale, title, text, finish, ordered } = body;
  const entries = states.map((state) => showEntry(state, ordered, isOver));
  const { done, total } = countDone(states);
  return { id, locale, title, text, finish, entries, done: isOver ? total : done, total };
}

function showEntry(state: EntryState, ordered: boolean, isOver: boolean): Entry {
  const { item, done, waits } = state;
  const { id, title, text = [], optional = false, tour, quiz, article, url } = item;
  const act = tour ? "tour" : quiz ? "quiz" : article ? "article" : url ? "url" : null;
  return {
    id,
    title,
    text,
    state: done ? "done" : waits.length ? "waits" : "open",
    // In order one thing comes first.
    waitsFor: waits.slice(0, ordered ? 1 : waits.length).map((one) => one.title),
    act,
    to: tour ?? quiz ?? article ?? url ?? null,
    byHand: isTickable(state) && !isOver,
    optional,
  };
}

interface Ways {
  readonly base: string;
  readonly traits: Readonly<Record<string, unknown>>;
  readonly press: (button: CompiledButton) => void;
}

const showMedia = (media: CompiledMedia, locate: (path: string) => string) => ({
  ...media,
  tag: media.kind === "video" ? "video" : "img",
  src: locate(media.src),
  captions: media.captions && locate(media.captions),
});

/** What only a card can do is left out. */
const HERE = /^(start|link|article|contact|track)$/;

export function showNews({ locale, steps: [step] }: CompiledTour, { base, traits, press }: Ways): NewsBody | null {
  if (!step) return null;
  const { text, media, buttons } = step;
  const locate = (path: string): string => (path[0] === "/" ? base + path : path);
  return {
    locale,
    // Here it is a part of the text as any other.
    text: [...(media ? [showMedia(media, locate)] : []), ...fillText(text, traits)],
    buttons: buttons
      .filter(({ do: act, label }) => label && HERE.test(act))
      .map((button): StepButton => {
        const { label, url } = button;
        return { label: `${label}`, primary: false, ...(url && { href: url }), onPress: () => press(button) };
      }),
  };
}
