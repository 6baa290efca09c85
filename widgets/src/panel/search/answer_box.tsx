/** A short answer in the articles' own words, each part with the article that it is from; or that there is no sure one, and who might know. */
import type { Answer, ViewProps } from "../contract.ts";
import { tellDirection } from "../direction.ts";
import { ContactButton } from "../said.tsx";

interface AnswerBoxProps extends ViewProps {
  readonly answer: Answer | null;
  /** Before an article is opened from it. */
  readonly settle: () => void;
}

export function AnswerBox(view: AnswerBoxProps) {
  const { panel, go, answer, settle } = view;
  const { words } = panel;
  if (!answer?.answer)
    return (
      <div class="answer none">
        <p>{words.no_answer}</p>
        <ContactButton {...view} />
      </div>
    );
  return (
    <section class="answer" aria-labelledby="hr-answer">
      <h3 id="hr-answer">{words.answer}</h3>
      <p dir={tellDirection(answer.answer.map(({ text }) => text).join(""))}>
        {answer.answer.map(({ text, cite }) => (
          <>
            {text}
            <sup>{cite + 1}</sup>{" "}
          </>
        ))}
      </p>
      <p class="hint">{words.sources}</p>
      <ol>
        {answer.citations.map(({ id, title, heading, anchor }) => (
          <li key={`${id}#${anchor}`}>
            <button
              type="button"
              class="plain"
              data-result
              onClick={() => {
                settle();
                go(`articles/${id}${anchor ? `#${anchor}` : ""}`, "answer");
              }}
            >
              <bdi>{title}</bdi>
              {heading && (
                <>
                  {" "}
                  – <bdi>{heading}</bdi>
                </>
              )}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
