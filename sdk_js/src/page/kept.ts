/**
 * What was found on the page, for as long as nothing touches it: most changes of most pages are far from what is waited for. In: what
 * observers tell; out: what still holds of it. A chunk that is fetched while something is waited for.
 */
import type { Glance, Records } from "./glance.ts";

/** More than this, and to look for all of it anew is quicker. */
const MOST_NODES = 200;
const MOST_RECORDS = 50;
/** What such a selector matches depends on more than the element and what it is in. */
const FAR_REACHING = /[+]|~(?!=)|:(?!not\(|is\()/;

let kept: Glance = new Map();
let pending: MutationRecord[] = [];

function forget(): void {
  kept = new Map();
  pending = [];
}

/** Without records anything may have changed: a shadow root is not told of, nor what is typed. */
export function note(records: Records = []): void {
  const told = records.filter((record) => "type" in record);
  if (!told.length || pending.length + told.length > MOST_RECORDS) forget();
  else pending.push(...told);
}

/** Those that were added, and all in them; null where they are too many. */
function listAdded(): readonly Element[] | null {
  const added: Element[] = [];
  for (const { addedNodes } of pending)
    for (const node of addedNodes) {
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      const inner = (node as Element).getElementsByTagName("*");
      if (added.length + inner.length >= MOST_NODES) return null;
      added.push(node as Element, ...inner);
    }
  return added;
}

/** `records`: what was not told of yet. `onAdded` gets all elements that are new while the rest is kept. */
export function recallFrom(records: readonly MutationRecord[], onAdded: (all: readonly Element[]) => void): Glance {
  if (records.length) note(records);
  const added = pending.length ? listAdded() : [];
  if (!added || added.some(({ shadowRoot }) => shadowRoot)) forget();
  else if (pending.length) {
    const isRestyled = pending.some(({ type }) => type === "attributes");
    for (const known of kept.values())
      for (const [asked, found] of known) if (!holds(asked, found, added, isRestyled)) known.delete(asked);
    onAdded(added);
    pending = [];
  }
  return kept;
}

function holds(asked: string, found: unknown, added: readonly Element[], isRestyled: boolean): boolean {
  const [selector = "", kind] = asked.split("\n");
  // Names are made of texts from anywhere.
  if (kind === "") return false;
  // Gone, or moved.
  if ((found as readonly Element[]).some((one) => !one.isConnected || added.includes(one))) return false;
  // The roots: one that was added would be among these.
  if (!selector) return true;
  return !isRestyled && !FAR_REACHING.test(selector) && !added.some((element) => element.matches(selector));
}
