/** What an author wrote, as elements. */
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ArticleNode } from "../article_node.ts";
import type { TextNode } from "../contract.ts";
import { renderText } from "../kit/text.ts";

interface TextProps {
  readonly nodes: readonly ArticleNode[];
  /** Among other words: blocks give their content alone. */
  readonly inline?: boolean;
}

export function Text({ nodes, inline = false }: TextProps) {
  const own = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    own.current?.replaceChildren(renderText(nodes as readonly TextNode[], inline));
  }, [nodes]);
  return inline ? <bdi ref={own} /> : <div class="text" dir="auto" ref={own as never} />;
}
