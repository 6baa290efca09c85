/** What an article or a snippet says. Drawn once: another text is another one of these. */
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ArticleNode } from "../../article_node.ts";
import type { Media } from "../../contract.ts";
import { renderNodes } from "../../kit/kit.ts";
import { openScope } from "../../launcher/shared.ts";
import type { From, ViewProps } from "../contract.ts";
import { tellDirection } from "../direction.ts";
import { followItem } from "../follow.ts";

interface NodesProps extends Pick<ViewProps, "panel" | "go" | "onError"> {
  readonly nodes: readonly ArticleNode[];
  /** Of the text: it may be another than the panel's. */
  readonly locale: string;
  readonly from: From;
}

export function Nodes({ nodes, locale, panel, go, onError, from }: NodesProps) {
  const own = useRef<HTMLDivElement>(null);
  const { words, source, acts } = panel;

  useLayoutEffect(() => {
    const box = own.current;
    if (!box) return;
    const scope = openScope(onError);
    const locate = (path: string) => (/^\/(?!\/)/.test(path) ? source.base + path : path);
    const showMedia = (slot: HTMLElement, media: Media) =>
      scope.after(
        () => import("../../media/media.ts"),
        (chunk) => chunk.showMedia(slot, media, scope),
      );
    box.replaceChildren(renderNodes(nodes, { words, locale, locate, showMedia }));
    box.dir = tellDirection(box.textContent);
    letScroll(box);
    return scope.end;
  }, []);

  function follow(event: Event): void {
    const item = (event.target as Element).closest<HTMLElement>("[data-item]")?.dataset.item;
    if (item) followItem(item, acts.start, (path) => go(path, from));
  }

  return (
    // The links in it are what is pressed.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      ref={own}
      class="prose"
      lang={locale}
      onClick={follow}
      onKeyDown={(event) => event.key === "Enter" && follow(event)}
    />
  );
}

/** What is wider than the panel scrolls by keys too. All are asked at once, so that the page is laid out once. */
function letScroll(box: HTMLElement): void {
  const wide = [...box.querySelectorAll<HTMLElement>("pre,.scroll")].filter((one) => one.scrollWidth > one.clientWidth);
  for (const one of wide) one.tabIndex = 0;
}
