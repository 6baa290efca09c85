/** Why an item starts here, or does not: each clause with what it comes to. */
import { type Context, evaluate, type Truth } from "./conditions.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Store } from "./store.ts";
import type { Condition } from "./wire.gen.ts";

export interface Explained {
  /** As in `start.when.all[0]`. */
  readonly clause: string;
  readonly value: Truth | string;
}

export function explainItem(id: string, store: Store, knowledge: Knowledge): readonly Explained[] {
  const item = store.read().items.find((one) => one.id === id);
  if (!item) return [{ clause: "listed", value: false }];
  const { progress, preferences } = knowledge.standing();
  return [
    { clause: "listed", value: true },
    { clause: "auto", value: item.auto },
    { clause: "preferences", value: preferences.tours && preferences.items[id] !== false },
    { clause: "progress", value: progress[id]?.status ?? null },
    { clause: "start.on", value: item.start.on },
    ...explain(item.start.when, knowledge.context(), "start.when"),
  ];
}

function explain(condition: Condition | null, context: Context, path: string): readonly Explained[] {
  if (!condition) return [];
  const parts = condition as unknown as Readonly<Record<string, Condition & readonly Condition[]>>;
  const inner = parts.not
    ? explain(parts.not, context, `${path}.not`)
    : ["all", "any"].flatMap((name) =>
        [...(parts[name] ?? [])].flatMap((one, index) => explain(one, context, `${path}.${name}[${index}]`)),
      );
  return [{ clause: path, value: evaluate(condition, context) }, ...inner];
}
