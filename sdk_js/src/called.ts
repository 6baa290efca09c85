/** What starts on an event: pure. In: what is listed, and what happened; out: the items that waited for that. */
import type { Listed, ListedItem, PageEvent } from "./wire.gen.ts";

export const listCalled = (items: readonly Listed[], event: Pick<PageEvent, "name" | "item">): readonly string[] =>
  items
    .filter((item): item is ListedItem => "start" in item)
    .filter(({ start }) => start.on === "event" && start.event === event.name && (!start.of || start.of === event.item))
    .map(({ id }) => id);
