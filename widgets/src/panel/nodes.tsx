/** Text of articles and snippets, as a view holds it. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { type ArticleNode, renderBody } from "./article/body.ts";
import type { From, PanelProps, ViewProps } from "./contract.ts";

interface NodesProps {
  readonly nodes: readonly ArticleNode[];
  readonly locale: string;
  readonly panel: PanelProps;
  readonly go: ViewProps["go"];
  readonly from: From;
}

export function Nodes({ nodes, locale, panel, go, from }: NodesProps) {
  const own = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const follow = (item: string) => {
      const [kind, id = ""] = item.split(/:(.*)/s);
      if (kind === "article") go(`articles/${id}`, from);
      else if (kind === "tour") panel.acts.start(id);
      else go("contact");
    };
    const { words, source } = panel;
    own.current?.replaceChildren(renderBody(nodes, { words, locale, base: source.base, follow, showMedia: () => {} }));
  }, [nodes]);
  return <div class="nodes" ref={own} />;
}
