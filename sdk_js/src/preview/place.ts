/** Where a draft is shown from: pure. */
import type { Draft, Running } from "../../../widgets/src/bar/contract.ts";

export interface Place {
  readonly item: string;
  readonly kind: string;
  readonly hash: string | null;
  readonly step: string | null;
  /** Ids of the steps before it: the way back. */
  readonly path: readonly string[];
}

const listBefore = (draft: Draft | undefined, step: string | null): readonly string[] => {
  const ids = draft?.steps.map(({ id }) => id) ?? [];
  return ids.slice(0, Math.max(ids.indexOf(step ?? ""), 0));
};

export function placeAt(drafts: readonly Draft[], item: string, step: string | null): Place | null {
  const draft = drafts.find(({ id }) => id === item);
  return draft ? { item, kind: draft.kind, hash: draft.hash, step, path: listBefore(draft, step) } : null;
}

/**
 * Where what runs goes on once its draft has changed: at the same step; where that is gone, and no other says that it was called so, at
 * the nearest before it. Null where the item is gone.
 */
export function placeAgain(before: readonly Draft[], now: readonly Draft[], { item, step }: Running): Place | null {
  const draft = now.find(({ id }) => id === item);
  if (!draft) return null;
  const path = listBefore(
    before.find(({ id }) => id === item),
    step,
  );
  const isThere = draft.steps.some(({ id }) => id === step);
  // One that is not found begins after what is left of its way.
  return { item, kind: draft.kind, hash: draft.hash, step, path: isThere ? path : path.slice(0, -1) };
}
