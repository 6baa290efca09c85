/** One result: what it is called, where the words were found in it, and what kind of thing it is. A tour starts from here. */
import { useId } from "preact/hooks";
import type { Result, ViewProps } from "../contract.ts";
import { Line } from "../lines.tsx";
import { SnippetResult } from "./snippet_result.tsx";
import { Where } from "./where.tsx";

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
      <Line title={title} found onPress={open}>
        <Where result={result} label={words.article} />
      </Line>
    );
  return (
    <li class="tour">
      <div>
        <bdi id={id}>{title}</bdi>
        <Where result={result} label={words.tour} />
      </div>
      <button type="button" class="second" data-result aria-describedby={id} onClick={open}>
        {words.start}
      </button>
    </li>
  );
}
