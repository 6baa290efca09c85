/** What a step that is shown looks like: the widget's props. Pure, but for what its buttons call. */
import type { Media, Snooze, StepButton, StepProps, Theme, Words } from "../../../widgets/src/contract.ts";
import type { CompiledButton, CompiledStep } from "../wire.gen.ts";
import { fillText } from "./fill.ts";
import { type Course, type Happening, listAhead, nextStep, type State } from "./machine.ts";

export interface Scene {
  readonly course: Course;
  readonly words: Words;
  readonly theme: Theme | null;
  readonly traits: Readonly<Record<string, unknown>>;
  /** The server, for what stands there. */
  readonly base: string;
  readonly target: Element | null;
  readonly highlights: readonly Element[];
  /** The step's outcome is there already, or is nothing that anybody here can tell: it takes a button to go on. */
  readonly ready: boolean;
  readonly send: (happening: Happening) => void;
  /** One of the buttons that were written. */
  readonly snooze: (time: Snooze) => void;
  readonly press: (button: CompiledButton) => void;
}

export function drawCard(state: State, scene: Scene): StepProps | null {
  if (!/shown|floating/.test(state.phase)) return null;
  const { course, words, theme, traits, target, highlights, send, snooze } = scene;
  const step = course.tour.steps[state.step] as CompiledStep;
  const been = [...state.path, state.step];
  const next = nextStep(course, state.step);
  const ahead = listAhead(course, next, been).length;
  const position = been.length;
  const card = {
    title: fillText(step.title, traits),
    text: fillText(step.text, traits),
    media: findMedia(step, scene),
    tour: course.tour.title,
    position,
    total: position + ahead,
    buttons: listButtons(step, state, scene, !ahead && !been.includes(next)),
    words,
    theme,
    placement: step.placement,
    entered: state.by,
    onNotNow: () => send({ type: "left" }),
    onSnooze: snooze,
    onNever: () => send({ type: "declined", all: false }),
    onNoMoreTours: () => send({ type: "declined", all: true }),
  };
  const { type, interaction, padding, radius, position: edge } = step;
  if (type === "modal" || type === "slide-out") return { ...card, kind: type };
  if (type === "banner") return { ...card, kind: type, edge };
  if (!target || state.phase === "floating") return { ...card, kind: "float" };
  if (type === "tooltip") return { ...card, kind: type, target };
  return { ...card, kind: interaction, target, highlights, padding, radius };
}

function findMedia({ media }: CompiledStep, { base }: Scene): Media | null {
  const locate = (path: string): string => (path[0] === "/" ? base + path : path);
  return media && { ...media, src: locate(media.src), captions: media.captions && locate(media.captions) };
}

/** The buttons that were written, the first of them filled, and no others; else Back, and Next where it is Next that advances. */
function listButtons(step: CompiledStep, state: State, scene: Scene, last: boolean): readonly StepButton[] {
  const { words, send, ready, press } = scene;
  const written = step.buttons.filter(({ label }) => label);
  if (written.length) {
    return written.map((button, index) => ({
      label: `${button.label}`,
      primary: index === 0,
      ...(button.url && { href: button.url }),
      onPress: () => press(button),
    }));
  }
  const buttons: StepButton[] = [];
  if (state.path.length)
    buttons.push({ label: words.back, primary: false, onPress: () => send({ type: "went_back" }) });
  const { on, when } = step.advance;
  // What a later server waits for, nobody here hears.
  if ((!when && !/^(click|change|key|event)$/.test(`${on}`)) || ready || state.phase === "floating" || !state.armed) {
    const onPress = (): void => send({ type: "advanced", by: "by-person" });
    buttons.push({ label: last ? words.done : words.next, primary: true, onPress });
  }
  return buttons;
}
