/** Where what runs goes on once its draft has changed: pure. */
import type { Draft } from "../../../widgets/src/bar/contract.ts";
import type { Place } from "./jump.ts";

/** At the same step; where that is gone, and nothing says that it was called so, at the nearest before. Null where the item is gone. */
export function placeAgain(
  before: readonly Draft[],
  now: readonly Draft[],
  item: string,
  step: string | null,
): Place | null {
  const draft = now.find(({ id }) => id === item);
  if (!draft) return null;
  const ids = before.find(({ id }) => id === item)?.steps.map(({ id }) => id) ?? [];
  const path = ids.slice(0, Math.max(ids.indexOf(step ?? ""), 0));
  const isThere = draft.steps.some(({ id }) => id === step);
  return { item, kind: draft.kind, step, path: isThere ? path : path.slice(0, -1) };
}
