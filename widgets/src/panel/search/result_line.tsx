/** One result: what it is called, where the words were found in it, and what kind of thing it is. A tour starts from here. */
import { useId } from "preact/hooks";
import type { Result, ViewProps } from "../contract.ts";
import { SnippetResult } from "./snippet_result.tsx";

interface ResultLineProps extends ViewProps {
  readonly result: Result;
  readonly open: () => void;
}

export function ResultLine(props: ResultLineProps) {
  const { panel, result, open } = props;
  const { words } = panel;
  const { kind, title } = result;
  const id = useId();
  if (kind === "snippet") return <SnippetResult {...props} />;
  if (kind === "article")
    return (
      <li>
        <button type="button" class="line" data-result onClick={open}>
          {title}
          <Where result={result} label={words.article} />
        </button>
      </li>
    );
  return (
    <li class="tour">
      <span id={id}>
        {title}
        <Where result={result} label={words.tour} />
      </span>
      <button type="button" class="second" data-result aria-describedby={id} onClick={open}>
        {words.start}
      </button>
    </li>
  );
}

export function Where({ result, label }: { readonly result: Result; readonly label: string }) {
  const { heading, passage, title } = result;
  return (
    <>
      {passage.length > 0 && (
        <span class="passage" dir="auto">
          {passage.map(({ text, mark }, at) => (mark ? <mark key={at}>{text}</mark> : text))}
        </span>
      )}
      <span class="hint">
        {label}
        {heading && heading !== title && ` · ${heading}`}
      </span>
    </>
  );
}
