/** What a step that is shown looks like: the widget's props. Pure, but for what its buttons call. */
import type { StepButton, StepProps, Theme, Words } from "../../../widgets/src/contract.ts";
import type { CompiledButton, CompiledStep } from "../wire.gen.ts";
import { fillText } from "./fill.ts";
import { type Course, type Happening, listAhead, nextStep, type State } from "./machine.ts";

export interface Scene {
  readonly course: Course;
  readonly words: Words;
  readonly theme: Theme | null;
  readonly traits: Readonly<Record<string, unknown>>;
  readonly target: Element | null;
  /** The step's outcome is there already: it takes a button to go on. */
  readonly ready: boolean;
  readonly send: (happening: Happening) => void;
  readonly start: (tour: string) => void;
}

/** A quiet line is shown in this state, drawn by `notice.ts`. */
export function isNotice({ phase, quiet }: State): boolean {
  return phase === "declined" || ((phase === "away" || phase === "lost") && !quiet);
}

export function drawCard(state: State, scene: Scene): StepProps | null {
  if (state.phase !== "shown" && state.phase !== "floating") return null;
  const { course, words, theme, traits, target, send } = scene;
  const step = course.tour.steps[state.step] as CompiledStep;
  const ahead = listAhead(course, nextStep(course, state.step)).length;
  const position = state.path.length + 1;
  const card = {
    title: fillText(step.title, traits),
    text: fillText(step.text, traits),
    media: null,
    tour: course.tour.title,
    position,
    total: position + ahead,
    buttons: listButtons(step, state, scene, ahead === 0),
    words,
    theme,
    placement: step.placement,
    entered: state.by,
    onNotNow: () => send({ type: "left" }),
    onSnooze: () => {},
    onNever: () => send({ type: "declined", all: false }),
    onNoMoreTours: () => send({ type: "declined", all: true }),
  };
  if (step.type === "modal") return { ...card, kind: "modal" };
  if (!target || state.phase === "floating") return { ...card, kind: "float" };
  return { ...card, kind: step.interaction, target, highlights: [], padding: 6, radius: null };
}

/** The buttons that were written, the first of them filled, and no others; else Back, and Next where it is Next that advances. */
function listButtons(step: CompiledStep, state: State, scene: Scene, last: boolean): readonly StepButton[] {
  const { words, send, ready } = scene;
  const written = step.buttons.filter(({ label }) => label);
  if (written.length) {
    return written.map((button, index) => ({
      label: `${button.label}`,
      primary: index === 0,
      onPress: () => press(button, scene),
    }));
  }
  const buttons: StepButton[] = [];
  if (state.path.length)
    buttons.push({ label: words.back, primary: false, onPress: () => send({ type: "went_back" }) });
  const { on, when } = step.advance;
  if ((on === "next" && !when) || ready || state.phase === "floating" || !state.armed) {
    const onPress = (): void => send({ type: "advanced", by: "by-person" });
    buttons.push({ label: last ? words.done : words.next, primary: true, onPress });
  }
  return buttons;
}

function press({ do: act, tour, to }: CompiledButton, { send, start }: Scene): void {
  if (act === "next") send({ type: "advanced", by: "by-person" });
  else if (act === "back") send({ type: "went_back" });
  else if (act === "dismiss") send({ type: "left" });
  else if (act === "go") send({ type: "went", to: to ?? "" });
  else send({ type: "completed" });
  if (act === "start" && tour) start(tour);
}
