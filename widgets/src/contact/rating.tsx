/** One question after a conversation was closed: how well it helped, from 1 to 5, and why if they like. */
import { useState } from "preact/hooks";
import type { DeskProps } from "./view.ts";

const SCORES = [1, 2, 3, 4, 5];
const ENDS: Readonly<Record<number, "rate_low" | "rate_high">> = { 1: "rate_low", 5: "rate_high" };
const LONGEST = 2000;

export function Rating({ desk, onError }: DeskProps) {
  const { words, talk } = desk;
  const [score, setScore] = useState(0);
  const [text, setText] = useState("");
  const [failed, setFailed] = useState(false);
  const [done, setDone] = useState(false);
  const { conversation } = talk.read();
  if (done)
    return (
      <p class="rated" role="status">
        {words.rated}
      </p>
    );
  if (!conversation?.asks_rating) return null;
  return (
    <form
      class="rating"
      onSubmit={(event) => {
        event.preventDefault();
        talk.rate(score, text.trim()).then(
          () => setDone(true),
          (error) => {
            onError(error);
            setFailed(true);
          },
        );
      }}
    >
      <fieldset>
        <legend>{words.rate}</legend>
        <div class="scores">
          {SCORES.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="hr-score"
                value={one}
                aria-label={[one, ENDS[one] && words[ENDS[one]]].filter(Boolean).join(", ")}
                checked={score === one}
                onChange={() => setScore(one)}
              />
              <span class="score">{one}</span>
            </label>
          ))}
        </div>
        <div class="ends hint" aria-hidden="true">
          <span>{words.rate_low}</span>
          <span>{words.rate_high}</span>
        </div>
      </fieldset>
      {score > 0 && (
        <>
          <label for="hr-rating">{words.rate_comment}</label>
          <textarea
            id="hr-rating"
            rows={2}
            dir="auto"
            maxLength={LONGEST}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <button type="submit" class="primary">
            {words.send}
          </button>
        </>
      )}
      {failed && (
        <p class="wrong" role="alert">
          {words.not_saved}
        </p>
      )}
    </form>
  );
}
