/** A short piece of help among the results: it opens where it stands. */
import { useState } from "preact/hooks";
import { useLoaded, Waiting } from "../../kit/kit.ts";
import type { Result, Snippet, ViewProps } from "../contract.ts";
import { Line } from "../lines.tsx";
import { Nodes } from "../nodes/nodes.tsx";
import { Where } from "./where.tsx";

interface SnippetResultProps extends ViewProps {
  readonly result: Result;
  readonly open: () => void;
}

export function SnippetResult(props: SnippetResultProps) {
  const { panel, result, open } = props;
  const [isOpen, setOpen] = useState(false);
  const press = () => {
    if (!isOpen) open();
    setOpen(!isOpen);
  };
  return (
    <Line title={result.title} found open={isOpen} below={isOpen && <SnippetBody {...props} />} onPress={press}>
      <Where result={result} label={panel.words.snippet} />
    </Line>
  );
}

function SnippetBody({ panel, go, onError, result }: SnippetResultProps) {
  const { source, words } = panel;
  const loaded = useLoaded<Snippet | null>(() => source.snippet(result.id), [result.id]);
  if (loaded.value === undefined) return <Waiting loaded={loaded} words={words} />;
  return (
    loaded.value && (
      <Nodes
        nodes={loaded.value.text}
        locale={loaded.value.locale}
        panel={panel}
        go={go}
        onError={onError}
        from="snippet"
      />
    )
  );
}
