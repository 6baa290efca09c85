/** A checklist in a card: whoever opens one of its entries has put the card away, as with Not now. */
import { followItem } from "../../../widgets/src/panel/follow.ts";
import type { Card, Keeping } from "./keeping.ts";
import { showChecklist } from "./shown.ts";

export async function fillCard(keeping: Keeping, slot: HTMLElement, id: string, card: Card): Promise<() => void> {
  const { env, words, bodies, find, weigh, tick, watch } = keeping;
  const { methods, fail } = env;
  const [{ mount }, body] = await Promise.all([
    import("../../../widgets/src/checklist/list.ts"),
    bodies.load(find(id)?.hash ?? ""),
  ]);
  if (body.kind !== "checklist") return () => {};

  function follow(item: string): void {
    card.leave();
    const start = (tour: string): void => void methods.start(tour).catch(fail);
    followItem(item, start, (path) => void env.open(path).catch(fail));
  }
  const describe = () => {
    const checklist = showChecklist(body, weigh(body), false);
    const open = (entry: string): void => {
      const { act, to } = checklist.entries.find((one) => one.id === entry) ?? {};
      if (act === "url") card.leave();
      else follow(`${act}:${to}`);
    };
    const ticks = (entry: string, done: boolean): void => tick(id, entry, done);
    return { checklist, words, open, tick: ticks, putAway: card.leave, follow, onError: fail };
  };
  const mounted = mount(slot, describe());
  const unwatch = watch(() => mounted.update(describe()), [id, card]);
  return () => {
    unwatch();
    mounted.destroy();
  };
}
