/** Why an item starts here, or does not: each clause with what it comes to. A chunk of its own, for whoever asks. */
import type { Truth } from "./conditions.ts";
import type { Judge, Knowledge } from "./knowledge.ts";
import type { Condition, ListedItem } from "./wire.gen.ts";

export interface Explained {
  /** As in `start.when.all[0]`. */
  readonly clause: string;
  readonly value: Truth | string;
}

export interface WhyChunk {
  explainItem(id: string, items: readonly ListedItem[], knowledge: Knowledge): readonly Explained[];
}

export const explainItem: WhyChunk["explainItem"] = (id, items, { standing, judge }) => {
  const item = items.find((one) => one.id === id);
  if (!item) return [{ clause: "listed", value: false }];
  const { progress, preferences } = standing();
  return [
    { clause: "listed", value: true },
    { clause: "auto", value: item.auto },
    { clause: "preferences", value: preferences.tours && preferences.items[id] !== false },
    { clause: "progress", value: progress[id]?.status ?? null },
    { clause: "start.on", value: item.start.on },
    ...explain(item.start.when, judge, "start.when"),
  ];
};

function explain(condition: Condition | null, judge: Judge, path: string): readonly Explained[] {
  if (!condition) return [];
  const all = (name: string, parts: readonly Condition[]): readonly Explained[] =>
    parts.flatMap((part, index) => explain(part, judge, `${path}.${name}[${index}]`));
  const inner = "all" in condition ? all("all", condition.all) : "any" in condition ? all("any", condition.any) : [];
  const negated = "not" in condition ? explain(condition.not, judge, `${path}.not`) : [];
  return [{ clause: path, value: judge(condition) }, ...inner, ...negated];
}
