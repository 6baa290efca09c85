/**
 * "Did this help?" A no is told at once, and once more with what was missing if the person says so: the last one counts. Then it leads on, to
 * a person or to an article that was not found wanting already.
 */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Article, ArticleLine, ViewProps } from "../contract.ts";
import { Lines } from "../lines.tsx";
import { ContactButton } from "../said.tsx";
import { keepVote, recallVote, type Voted } from "./votes.ts";

/** As the server takes it. */
const LONGEST = 500;

interface VoteProps extends ViewProps {
  readonly article: Article;
  readonly others: readonly ArticleLine[];
}

export function Vote(view: VoteProps) {
  const { panel, go, article, others } = view;
  const { words, source, acts } = panel;
  const [voted, setVoted] = useState<Voted | null>(recallVote(source, article.id) ?? article.vote);
  const [reason, setReason] = useState<"none" | "asked" | "sent">("none");
  const said = useRef<HTMLParagraphElement>(null);
  const pressed = useRef(false);

  // The button that had the focus is gone.
  useLayoutEffect(() => {
    if (pressed.current) said.current?.focus({ preventScroll: true });
    pressed.current = false;
  }, [voted, reason]);

  function vote(next: Voted | null): void {
    pressed.current = true;
    if (next) {
      keepVote(source, article.id, next);
      acts.vote(article.id, next === "yes");
    }
    setVoted(next);
    setReason(next === "no" ? "asked" : "none");
  }

  function sendReason(event: SubmitEvent): void {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem("reason") as HTMLTextAreaElement;
    const text = field.value.trim();
    if (!text) {
      field.focus();
      return;
    }
    pressed.current = true;
    acts.vote(article.id, false, text);
    setReason("sent");
  }

  const question =
    reason === "sent" ? words.reason_sent : voted === "yes" ? words.voted_yes : voted ? words.voted_no : words.helped;
  return (
    <>
      <section class="vote" aria-labelledby="hr-helped">
        <p id="hr-helped" ref={said} tabIndex={-1}>
          {question}
        </p>
        {reason === "asked" && (
          <form onSubmit={sendReason}>
            <label for="hr-reason">{words.reason}</label>
            <textarea id="hr-reason" name="reason" rows={3} maxLength={LONGEST} />
            <button type="submit" class="second">
              {words.send}
            </button>
          </form>
        )}
        {voted === "no" && <ContactButton {...view} />}
        {voted ? (
          <button type="button" class="plain" onClick={() => vote(null)}>
            {words.change_vote}
          </button>
        ) : (
          <div class="row">
            <button type="button" class="second" aria-describedby="hr-helped" onClick={() => vote("yes")}>
              {words.yes}
            </button>
            <button type="button" class="second" aria-describedby="hr-helped" onClick={() => vote("no")}>
              {words.no}
            </button>
          </div>
        )}
      </section>
      {others.length > 0 && (
        <section aria-labelledby="hr-related">
          <h3 id="hr-related">{voted === "no" ? words.instead : words.related}</h3>
          <Lines lines={others} open={(id) => go(`articles/${id}`, "link")} />
        </section>
      )}
    </>
  );
}
