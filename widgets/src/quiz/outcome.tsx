/** What came of a quiz: of a graded one whether it was passed, and each question again; of a finder where it leads. */
import { fillWords, pluralise } from "../kit/kit.ts";
import type { Graded, Outcome, QuizProps } from "./contract.ts";
import { findQuestion } from "./sitting.ts";
import { Figure, Line, Text } from "./texts.tsx";
import { Title } from "./title.tsx";
import type { Sitting } from "./use_sitting.ts";
import { Mark, Said } from "./verdict.tsx";

interface ResultProps {
  readonly of: QuizProps;
  readonly sitting: Sitting;
  readonly graded: Graded;
  readonly arrived: (heading: HTMLElement) => void;
}

export function ResultView({ of, sitting, graded, arrived }: ResultProps) {
  const { quiz, words } = of;
  const { passed, score, left, results } = graded;
  const { retry, startAgain } = sitting;
  const missed = results.filter(({ right }) => !right).length;
  const isMissed = quiz.retry === "missed" && missed > 0 && missed < quiz.questions.length;
  const again = isMissed ? pluralise(words.retry_missed, missed, words.locale) : words.retry;
  const points = fillWords(words.score, { score, of: graded.of });
  const share = fillWords(words.to_pass, { share: writeShare(quiz.pass, words.locale) });
  return (
    <div>
      <Title arrived={arrived}>{passed ? words.passed : words.failed}</Title>
      <p>
        {points}
        {passed ? "" : ` · ${share}`}
      </p>
      {left === 0 && !passed && <p>{words.used_up}</p>}
      {left !== 0 && (
        <div class="acts">
          {left !== null && <span class="small">{pluralise(words.attempts_left, left, words.locale)}</span>}
          <button type="button" class={passed ? "plain" : "primary"} onClick={passed ? startAgain : retry}>
            {passed ? words.start_again : again}
          </button>
        </div>
      )}
      <ol>
        {/* All of them: what was right before the retry counts here, too. */}
        {results.map((result) => {
          const { question: id, right, key } = result;
          const question = findQuestion(quiz, id);
          if (!question) return null;
          const said = result.answer ?? undefined;
          const ids = Array.isArray(said) ? said : [said];
          return (
            <li key={id}>
              <h4>
                <Line of={of} nodes={question.text} />
              </h4>
              <p>
                <Mark of={of} isRight={right} />
                {question.type !== "do" && (
                  <>
                    {words.your_answer}: <Said of={of} question={question} value={said} />
                  </>
                )}
              </p>
              {!right && key !== null && question.type !== "do" && (
                <p>
                  {words.right_answer}: <Said of={of} question={question} value={key} />
                </p>
              )}
              {result.options
                .filter((one) => ids.includes(one.id))
                .map((one) => (
                  <Text key={one.id} of={of} nodes={one.explanation} />
                ))}
              <Text of={of} nodes={result.explanation} />
            </li>
          );
        })}
      </ol>
    </div>
  );
}

interface OutcomeProps extends Pick<ResultProps, "of" | "sitting" | "arrived"> {
  readonly outcome: Outcome;
}

export function OutcomeView({ of, sitting, outcome, arrived }: OutcomeProps) {
  const { action } = outcome;
  return (
    <div>
      <Title arrived={arrived}>
        <span lang={of.quiz.locale} dir="auto">
          {outcome.title}
        </span>
      </Title>
      <Figure of={of} media={outcome.media} />
      <Text of={of} nodes={outcome.text} />
      <div class="acts">
        <button type="button" class="plain" onClick={sitting.startAgain}>
          {of.words.start_again}
        </button>
        {action && <Act of={of} action={action} />}
      </div>
    </div>
  );
}

function Act({ of: { source }, action }: { readonly of: QuizProps; readonly action: NonNullable<Outcome["action"]> }) {
  const { url, label } = action;
  return url && /^(https?:|\/)/.test(url) ? (
    <a class="primary" href={url} target={url.startsWith("http") ? "_blank" : undefined} rel="noopener">
      {label}
    </a>
  ) : (
    <button type="button" class="primary" onClick={() => source.act(action)}>
      {label}
    </button>
  );
}

export const writeShare = (share: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(share);
