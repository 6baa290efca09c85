/**
 * Calls back when the page may look different, once a frame at most and once a second as a net. What is looked through is watched:
 * the document, and each open shadow root and frame of the host's own that leads to something. Nothing is left when nobody watches.
 */
import type { Glance, Records, Root, Tree } from "./glance.ts";

/** `isTold`: something was told of since the last one; else it is a look for what nobody tells of. */
type Check = (isTold: boolean) => void;

/** Heard in each tree, because `change` and `load` do not leave theirs. A frame that loads has another document. */
const EVENTS = ["input", "change", "focusout", "click", "load"];
let checks: readonly Check[] = [];
let late: typeof import("./late.ts") | undefined;
let observer: MutationObserver;
let listening: AbortController;
let watched = new WeakSet<Node>();
let timer: ReturnType<typeof setInterval> | undefined;
let frame = 0;
let typing: EventTarget | null | undefined;
/** Whether something was told of since the last look. */
let told = false;

/** Of this look; undefined between looks. */
let glance: Glance | undefined;

/** Many tours may wait for one and the same: within a look it is found once. */
export function recall<T>(root: Root, asked: string, find: () => T): T {
  if (!glance) return find();
  const known = glance.get(root) ?? new Map<string, unknown>();
  glance.set(root, known);
  if (!known.has(asked)) known.set(asked, find());
  return known.get(asked) as T;
}

/** The field that is being typed in: what stands there isn't the person's last word yet. */
export const isTyping = (element: Element): boolean => typing === element;

/** A look within a look is part of it. */
export function lookOnce<T>(look: () => T): T {
  if (glance) return look();
  glance = (checks.length && late?.recallFrom(observer.takeRecords(), awaitRoots)) || new Map();
  try {
    return look();
  } finally {
    glance = undefined;
  }
}

function run(): void {
  frame = 0;
  lookOnce(() => checks.map((check) => check(told)));
  told = false;
}

/** Looks at the next frame. A hidden page has none: it is looked at when it is seen again. */
function lookAgain(records?: Records): void {
  late?.note(records);
  if (checks.length) frame ||= requestAnimationFrame(run);
}

function lookSoon(records?: Records): void {
  told = true;
  lookAgain(records);
}

function onEvent(event: Event): void {
  const [target] = event.composedPath();
  if (event.type === "input") typing = target;
  else if (target === typing) typing = null;
  lookSoon();
}

const isNew = (node: Node): unknown => checks.length && !watched.has(node) && watched.add(node);

/** Its elements, and what is typed and loaded there. */
export function watchTree(tree: Tree): void {
  if (!isNew(tree)) return;
  observer.observe(tree, { subtree: true, childList: true, attributes: true, characterData: true });
  const { signal } = listening;
  for (const name of EVENTS) tree.addEventListener(name, onEvent, { capture: true, passive: true, signal });
}

/** All that an element is in: its shadow roots, and its frames. */
export function watchAround(element: Element): void {
  for (let node: Element | null | undefined = element; node; ) {
    const tree = node.getRootNode() as Tree;
    if (watched.has(tree)) return; // and so is all around it
    watchTree(tree);
    node = "host" in tree ? tree.host : tree.defaultView?.frameElement;
  }
}

/** Those of these that may get a shadow root. */
export const awaitRoots = (all: ArrayLike<Element>): void => late?.awaitRoots(all, isNew, lookSoon);

function begin(): void {
  observer = new MutationObserver(lookSoon);
  listening = new AbortController();
  timer = setInterval(lookAgain, 1000);
  const found = (chunk: typeof late): void => {
    late = chunk;
    lookAgain();
  };
  const follow = (): void => {
    import("./late.ts").then(found, () => {}); // Without it the net sees them.
    run();
  };
  // Whoever watches has just looked: what is shown of that is painted first.
  frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(follow);
  });
}

function end(): void {
  late?.forget();
  observer.disconnect();
  listening.abort();
  clearInterval(timer);
  cancelAnimationFrame(frame);
  frame = 0;
  watched = new WeakSet();
  typing = null;
}

/** Out: stops watching. */
export function watch(check: Check): () => void {
  if (!checks.length) begin();
  checks = [...checks, check];
  watchTree(document);
  lookAgain();
  return () => {
    checks = checks.filter((one) => one !== check);
    if (!checks.length) end();
  };
}
