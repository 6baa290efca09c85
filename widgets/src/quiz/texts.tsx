/** A text of the quiz, and an image or a video beside it. Drawn once: another text is another one of these. */

import { useLayoutEffect, useRef } from "preact/hooks";
import type { ArticleNode } from "../article_node.ts";
import type { Media } from "../contract.ts";
import { openScope, renderNodes } from "../kit/kit.ts";
import type { QuizProps } from "./contract.ts";

interface TextProps {
  readonly of: QuizProps;
  readonly nodes: readonly ArticleNode[] | null | undefined;
}

export function Text({ of: { quiz, words, source, onError }, nodes }: TextProps) {
  const own = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const scope = openScope(onError);
    const { locate } = source;
    const showMedia = (slot: HTMLElement, media: Media) => fetchMedia(scope, slot, media);
    own.current?.replaceChildren(renderNodes(nodes ?? [], { words, locale: quiz.locale, locate, showMedia }));
    return scope.end;
  }, []);

  function press(event: Event): void {
    const item = (event.target as Element).closest<HTMLElement>("[data-item]")?.dataset.item;
    if (item) source.follow(item);
  }

  if (!nodes?.length) return null;
  return (
    // The links in it are what is pressed.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      ref={own}
      class="text"
      lang={quiz.locale}
      dir="auto"
      onClick={press}
      onKeyDown={(event) => event.key === "Enter" && press(event)}
    />
  );
}

/** What a heading or a label can hold, and what comes below it. */
export function splitLine(nodes: readonly ArticleNode[]): readonly [readonly ArticleNode[], readonly ArticleNode[]] {
  const [first, ...rest] = nodes;
  return typeof first === "object" && first.tag === "p" ? [first.children ?? [], rest] : [nodes, []];
}

export function Line({
  of: { quiz, words, source },
  nodes,
}: Pick<TextProps, "of"> & { readonly nodes: readonly ArticleNode[] }) {
  const own = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const { locate } = source;
    const [line] = splitLine(nodes);
    own.current?.replaceChildren(renderNodes(line, { words, locale: quiz.locale, locate, showMedia: () => {} }));
  }, []);
  return <span ref={own} lang={quiz.locale} dir="auto" />;
}

interface FigureProps {
  readonly of: QuizProps;
  readonly media: Media | null | undefined;
}

export function Figure({ of: { source, onError }, media }: FigureProps) {
  const own = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const scope = openScope(onError);
    const { locate } = source;
    if (media && own.current)
      fetchMedia(scope, own.current, {
        ...media,
        src: locate(media.src),
        captions: media.captions && locate(media.captions),
      });
    return scope.end;
  }, []);
  return media ? <div ref={own} class="media" /> : null;
}

function fetchMedia(scope: ReturnType<typeof openScope>, slot: HTMLElement, media: Media): void {
  scope.after(
    () => import("../media/media.ts"),
    ({ showMedia }) => showMedia(slot, media, scope),
  );
}
