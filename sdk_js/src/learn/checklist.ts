/** A checklist in its own card, filled by what keeps it on the page. */
import type { Learn } from "./learn.ts";
import type { SlotCard } from "./slot.ts";

export interface ChecklistKit {
  readonly kind: "checklist";
  readonly body: { readonly id: string };
}

export function fillChecklist(
  learn: Learn,
  { body }: ChecklistKit,
  element: HTMLElement,
  { leave }: SlotCard,
): { readonly destroy: () => void } {
  let isOver = false;
  let end = (): void => {};
  const complete = (): void => {
    learn.env?.record({ name: "checklist_completed" });
    leave();
  };
  const fill = async (): Promise<void> => {
    const keeper = await (await import("./keep.ts")).opened;
    if (isOver) return;
    const drawn = await keeper.fill(element, body.id, { leave, complete });
    if (isOver) drawn();
    else end = drawn;
  };
  fill().catch(learn.fail);
  return {
    destroy: () => {
      isOver = true;
      end();
    },
  };
}
