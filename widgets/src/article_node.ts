/** Text of articles and snippets as the server compiles it: never HTML. */
export type ArticleNode = string | ArticleElement;
export interface ArticleElement {
  readonly tag: string;
  readonly children?: readonly ArticleNode[];
  /** https, mailto, a path of the host's, or an item: `article:refunds#anchor`, `tour:first-invoice`, `contact:`. */
  readonly href?: string | null;
  readonly id?: string | null;
  readonly callout?: string | null;
  /** Of code: what a piece of it is. */
  readonly token?: string | null;
  readonly align?: string | null;
  readonly src?: string | null;
  readonly alt?: string | null;
  readonly captions?: string | null;
  readonly captions_locale?: string | null;
  readonly start?: number | null;
}
