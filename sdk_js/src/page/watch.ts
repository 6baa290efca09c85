/**
 * Calls back when the page may look different, once a frame at most and once a second as a net. Everything is taken away again when
 * nobody watches.
 */
type Check = () => void;

const EVENTS = ["input", "change", "focusout", "click"];

let checks: readonly Check[] = [];
let observer: MutationObserver | undefined;
let timer: number | undefined;
let frame = 0;
let typing: EventTarget | null = null;

/** The field that is being typed in: what stands there isn't the person's last word yet. */
export const isTyping = (element: Element): boolean =>
  typing === element || (element.ownerDocument !== document && element.ownerDocument.activeElement === element);

function run(): void {
  frame = 0;
  for (const check of checks) check();
}

/** Looks at the next frame. A hidden page has none: it is looked at when it is seen again. */
export function lookSoon(): void {
  frame ||= requestAnimationFrame(run);
}

function onEvent(event: Event): void {
  const [target = null] = event.composedPath();
  if (event.type === "input") typing = target;
  else if (target === typing) typing = null;
  lookSoon();
}

function begin(): void {
  observer = new MutationObserver(lookSoon);
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  for (const name of EVENTS) addEventListener(name, onEvent, { capture: true, passive: true });
  timer = window.setInterval(lookSoon, 1000);
}

function end(): void {
  observer?.disconnect();
  for (const name of EVENTS) removeEventListener(name, onEvent, true);
  clearInterval(timer);
  cancelAnimationFrame(frame);
  frame = 0;
  typing = null;
}

/** Out: stops watching. */
export function watch(check: Check): () => void {
  if (!checks.length) begin();
  checks = [...checks, check];
  lookSoon();
  return () => {
    const before = checks.length;
    checks = checks.filter((one) => one !== check);
    if (before && !checks.length) end();
  };
}
