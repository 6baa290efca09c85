/** What of a quiz is seen: one question at a time, what went wrong, what came of it. */
import { fillWords, pluralise } from "../kit/kit.ts";
import type { QuizProps } from "./contract.ts";
import { follow } from "./finder.ts";
import { OutcomeView, ResultView, writeShare } from "./outcome.tsx";
import { QuestionForm } from "./question.tsx";
import { findQuestion } from "./sitting.ts";
import { Text } from "./texts.tsx";
import { Title } from "./title.tsx";
import { TroubleView } from "./trouble.tsx";
import { useSitting } from "./use_sitting.ts";

interface ViewProps {
  readonly of: QuizProps;
  readonly arrived: (heading: HTMLElement) => void;
}

export function QuizView({ of, arrived }: ViewProps) {
  const { quiz, words, attempts } = of;
  const sitting = useSitting(of);
  const { kept, trouble } = sitting;
  const { graded, at } = kept;
  const question = findQuestion(quiz, at);
  const isNew = !kept.answers.length;
  const problem = trouble && (
    <TroubleView key={trouble} of={of} sitting={sitting} trouble={trouble} arrived={arrived} />
  );

  if (quiz.attempts !== null && attempts >= quiz.attempts && isNew)
    return (
      <>
        <Title arrived={arrived}>{of.passed ? words.passed_before : words.used_up}</Title>
        {of.passed && <p>{words.used_up}</p>}
      </>
    );
  if (question && trouble !== "gone" && trouble !== "used_up")
    return (
      <>
        {isNew && !kept.retry_of && at === kept.asked[0] && <Beginning of={of} />}
        <QuestionForm key={`${kept.attempt} ${at}`} of={of} question={question} sitting={sitting} arrived={arrived} />
        {problem}
      </>
    );
  if (problem) return problem;
  if (quiz.mode === "finder") {
    const wanted = follow(quiz, kept.answers).outcome;
    const outcome = quiz.outcomes.find(({ id }) => id === wanted);
    return outcome ? <OutcomeView of={of} sitting={sitting} outcome={outcome} arrived={arrived} /> : null;
  }
  if (graded?.finished)
    return <ResultView key={kept.attempt} of={of} sitting={sitting} graded={graded} arrived={arrived} />;
  return <Title arrived={arrived}>{words.checking}</Title>;
}

/** What one knows before the first answer. */
function Beginning({ of }: Pick<ViewProps, "of">) {
  const { quiz, words, passed, attempts } = of;
  const left = quiz.attempts === null ? null : quiz.attempts - attempts;
  const about = [
    passed && words.passed_before,
    !passed && fillWords(words.to_pass, { share: writeShare(quiz.pass, words.locale) }),
    left !== null && pluralise(words.attempts_left, left, words.locale),
  ];
  return (
    <>
      <Text of={of} nodes={quiz.text} />
      {quiz.mode === "graded" && <p class="small">{about.filter(Boolean).join(" · ")}</p>}
    </>
  );
}
