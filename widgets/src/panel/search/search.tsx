/** What a search finds, as it is typed: an answer on top where the words ask for one, then the results. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { Failed } from "../../kit/kit.ts";
import type { Answer, Found, Result, ViewProps } from "../contract.ts";
import { ContactButton } from "../said.tsx";
import { pluralise } from "../words.ts";
import { AnswerBox } from "./answer_box.tsx";
import { ResultLine } from "./result_line.tsx";
import { isQuestion, openSearch, type SearchState } from "./session.ts";

export function SearchView(view: ViewProps) {
  const { panel, place, go } = view;
  const { words, source, acts } = panel;
  const [state, setState] = useState<SearchState<Found, Answer> | null>(null);
  const session = useMemo(
    () =>
      openSearch<Found, Answer>({
        search: source.search,
        answer: (q, signal) =>
          isQuestion(q, words.question) ? source.answer(q, signal).then((one) => one.answer && one) : undefined,
        changed: setState,
        settled(q, { results }, answer) {
          acts.searched(q, results.length);
          if (answer !== undefined) acts.asked(q, !!answer);
        },
      }),
    [source],
  );
  useEffect(() => session.type(place.id), [place.id, session]);
  useEffect(() => session.end, [session]);

  if (!state) return null;
  const { phase, asked, found, answer } = state;
  const count = found?.results.length ?? 0;
  const isAsking = phase === "asking" || phase === "slow";
  const nothing = words.nothing.replace("{q}", () => asked);
  const said = count ? pluralise(words.results, count, words.locale) : nothing;

  function open(result: Result, position: number): void {
    const { kind, id, anchor } = result;
    session.settle();
    acts.openResult(result, asked, position);
    if (kind === "tour") acts.start(id);
    else if (kind === "article") go(`articles/${id}${anchor ? `#${anchor}` : ""}`, "search");
    else acts.openSnippet(id);
  }

  return (
    <div class="search" aria-busy={isAsking}>
      <p class={count || phase === "slow" ? "hint" : "quiet"} role="status">
        {phase === "slow" ? words.loading : phase === "found" ? said : ""}
      </p>
      {phase === "failed" && (
        <Failed words={words} again={session.again}>
          <ContactButton {...view} />
        </Failed>
      )}
      {found?.corrected && <p class="hint">{words.corrected.replace("{q}", () => found.corrected ?? "")}</p>}
      {(answer || (answer === null && count > 0)) && <AnswerBox {...view} answer={answer} settle={session.settle} />}
      {count > 0 && (
        <ul class="lines">
          {found?.results.map((result, at) => (
            <ResultLine
              key={`${result.kind}/${result.id}`}
              {...view}
              result={result}
              open={() => open(result, at + 1)}
            />
          ))}
        </ul>
      )}
      {found && !count && (
        <div class="said">
          <h3>{nothing}</h3>
          <p>{words.nothing_hint}</p>
          <div class="row">
            <ContactButton {...view} />
            <button type="button" class="second" onClick={() => go("topics")}>
              {words.all_topics}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
