/** What a checklist, an entry or an announcement says. Drawn once: another text is another one of these. */
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ArticleNode } from "../article_node.ts";
import { openScope, type RenderProps, renderNodes } from "../kit/kit.ts";
import type { ListWords } from "./words.ts";

interface TextProps {
  readonly nodes: readonly ArticleNode[];
  readonly words: ListWords;
  readonly locale: string;
  /** A link to an item. */
  readonly follow: (item: string) => void;
  readonly onError: (error: unknown) => void;
}

export function Text({ nodes, words, locale, follow, onError }: TextProps) {
  const own = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const scope = openScope(onError);
    const showMedia: RenderProps["showMedia"] = (slot, media) =>
      scope.after(
        () => import("../media/media.ts"),
        (chunk) => chunk.showMedia(slot, media, scope),
      );
    own.current?.replaceChildren(renderNodes(nodes, { words, locale, locate: (path) => path, showMedia }));
    return scope.end;
  }, []);

  function press(event: Event): void {
    const item = (event.target as Element).closest<HTMLElement>("[data-item]")?.dataset.item;
    if (item) follow(item);
  }
  return (
    // The links in it are what is pressed.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      ref={own}
      class="text prose"
      lang={locale}
      dir="auto"
      onClick={press}
      onKeyDown={(event) => event.key === "Enter" && press(event)}
    />
  );
}

/** Null for an address that is not one of a page or a mailbox. Another site opens beside this one. */
export function findAddress(href: string): { href: string; target?: string; rel?: string } | null {
  const { protocol, host, origin } = new URL(href, location.href);
  if (!/^(https?|mailto):$/.test(protocol)) return null;
  return host && origin !== location.origin ? { href, target: "_blank", rel: "noopener" } : { href };
}
