/** Where the answers to a finder lead. In: the quiz, and the answers so far; out: the next question, or the outcome. */
import type { Answer, Option, Quiz } from "./contract.ts";

export interface Way {
  /** The questions on it, in their order, the one that is to be answered included. */
  readonly asked: readonly string[];
  /** Null while there is a question. */
  readonly outcome: string | null;
}

const chosen = (quiz: Quiz, answers: readonly Answer[], id: string): readonly Option[] | null => {
  const given = answers.find(({ question }) => question === id)?.answer;
  if (given === undefined) return null;
  const ids = Array.isArray(given) ? given : [given];
  return quiz.questions.find((one) => one.id === id)?.options.filter((option) => ids.includes(option.id)) ?? [];
};

/** From the first question on, by `to` where the chosen option has one. Nothing is asked twice. */
export function follow(quiz: Quiz, answers: readonly Answer[]): Way {
  const { questions, outcomes } = quiz;
  const asked: string[] = [];
  const taken: Option[] = [];
  for (let at = 0; questions[at]; ) {
    const { id } = questions[at] as Quiz["questions"][number];
    if (asked.includes(id)) break;
    asked.push(id);
    const options = chosen(quiz, answers, id);
    if (!options) return { asked, outcome: null };
    taken.push(...options);
    const to = options.length === 1 ? options[0]?.to : null;
    if (to && outcomes.some((one) => one.id === to)) return { asked, outcome: to };
    const next = to ? questions.findIndex((one) => one.id === to) : -1;
    at = next < 0 ? at + 1 : next;
  }
  return { asked, outcome: weigh(quiz, taken) };
}

/** The outcome that most speaks for; of equals the first. As people add: 0.1 and 0.2 are no more than 0.3. */
export function weigh({ outcomes }: Quiz, taken: readonly Option[]): string {
  const add = (id: string): number => taken.reduce((sum, { weights }) => sum + (weights?.[id] ?? 0), 0);
  const sums = outcomes.map(({ id }) => Number(add(id).toPrecision(12)));
  return outcomes[sums.indexOf(Math.max(...sums))]?.id ?? "";
}

/** Whether how many are asked depends on the answers. */
export const branches = ({ questions }: Quiz): boolean => questions.some(({ options }) => options.some(({ to }) => to));
