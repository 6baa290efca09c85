/**
 * A quiet line: a decline that can be undone, or where and how the tour goes on; null where there is none to say. Pure, but for what its buttons call.
 */
import type { StepProps } from "../../../widgets/src/contract.ts";
import type { Scene } from "./card.ts";
import type { State } from "./machine.ts";

const fillWord = (word: string, values: Readonly<Record<string, string>>): string =>
  word.replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all);

export function drawNotice({ phase, all, step, quiet }: State, scene: Scene): StepProps | null {
  if (phase !== "declined" && (quiet || !/away|lost/.test(phase))) return null;
  const { course, words, theme, send } = scene;
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
