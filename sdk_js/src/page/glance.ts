/** What is looked through, and what was seen there. Types alone. */

export type Tree = Document | ShadowRoot;
export type Root = Tree | Element;

/** What looks at the page have found below its roots, by what was asked: a selector first, and after a line break what else. */
export type Glance = Map<Root, Map<string, unknown>>;
/** What an observer tells: of the page, or of sizes. */
export type Records = readonly (MutationRecord | ResizeObserverEntry)[];
