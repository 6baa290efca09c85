/** Articles that may help, while somebody writes: below what they write, and never in its way. */
import { useEffect, useState } from "preact/hooks";
import type { Result } from "../panel/contract.ts";
import type { DeskProps } from "./view.ts";

/** Without typing, ms. */
const REST = 600;
const LEAST = 8;
const MOST = 3;
/** The server looks at no more. */
const LONGEST = 400;

interface MayHelpProps extends DeskProps {
  readonly text: string;
}

export function MayHelp({ panel, go, desk, text }: MayHelpProps) {
  const [found, setFound] = useState<readonly Result[]>([]);
  const query = text.trim().slice(-LONGEST);
  useEffect(() => {
    const call = new AbortController();
    const timer = setTimeout(() => {
      if (query.length < LEAST) return setFound([]);
      panel.source.search(query, call.signal).then(
        ({ results }) =>
          call.signal.aborted || setFound(results.filter(({ kind }) => kind === "article").slice(0, MOST)),
        () => {}, // It is more than was asked for.
      );
    }, REST);
    return () => {
      clearTimeout(timer);
      call.abort();
    };
  }, [query]);
  return (
    <section class="may-help" aria-labelledby="hr-may-help" hidden={!found.length}>
      <h3 id="hr-may-help">{desk.words.may_help}</h3>
      <ul class="lines">
        {found.map(({ kind, id, title, anchor }, at) => (
          <li key={id}>
            <button
              type="button"
              class="line"
              dir="auto"
              onClick={() => {
                panel.acts.openResult({ kind, id }, query.slice(0, 200), at + 1);
                go(`articles/${id}${anchor ? `#${anchor}` : ""}`, "search");
              }}
            >
              {title}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
