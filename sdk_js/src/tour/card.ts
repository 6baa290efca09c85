/** What a tour's state looks like: the widget's props, or null where nothing is to be seen. Pure, but for what its buttons call. */
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

const fillWord = (word: string, values: Readonly<Record<string, string>>): string =>
  word.replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all);

export function drawState(state: State, scene: Scene): StepProps | null {
  const { phase } = state;
  if (phase === "shown" || phase === "floating") return drawCard(state, scene);
  const waits = (phase === "away" || phase === "lost") && !state.quiet;
  return waits || phase === "declined" ? drawNotice(state, scene) : null;
}

function drawCard(state: State, scene: Scene): StepProps {
  const { course, words, theme, traits, target, send } = scene;
  const step = course.tour.steps[state.step] as CompiledStep;
  const ahead = listAhead(course, nextStep(course, state.step)).length;
  const position = state.path.length + 1;
  const card = {
    title: fillText(step.title, traits),
    text: fillText(step.text, traits),
    tour: course.tour.title,
    position,
    total: position + ahead,
    buttons: listButtons(step, state, scene, ahead === 0),
    words,
    theme,
    placement: step.placement,
    entered: state.by,
    onNotNow: () => send({ type: "left" }),
    onNever: () => send({ type: "declined", all: false }),
    onNoMoreTours: () => send({ type: "declined", all: true }),
  };
  if (step.type === "modal") return { ...card, kind: "modal" };
  if (!target || state.phase === "floating") return { ...card, kind: "float" };
  return { ...card, kind: step.interaction, target };
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

/** A quiet line: a decline that can be undone, or where and how the tour goes on. */
function drawNotice({ phase, all, step }: State, { course, words, theme, send }: Scene): StepProps {
  const { title, steps } = course.tour;
  const page = steps[step]?.page ?? "";
  const onPress = (type: "undone" | "resumed") => () => send({ type });
  const [text, label, act] =
    phase === "declined"
      ? [all ? words.declined_all : words.declined_one, words.undo, onPress("undone")]
      : phase === "lost"
        ? [words.paused, words.resume, onPress("resumed")]
        : /^\/(?!\/)[^*]*$/.test(page)
          ? [page === "/" ? words.paused : words.paused_elsewhere, words.continue_there, () => location.assign(page)]
          : [words.paused];
  return {
    kind: "notice",
    text: fillWord(text, { title, page }),
    buttons: label && act ? [{ label, primary: true, onPress: act }] : [],
    words,
    theme,
    onClose: () => send({ type: "quieted" }),
    entered: "by-itself",
  };
}
