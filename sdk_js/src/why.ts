/** Why an item starts here, or does not: each clause with what it comes to. */
import { type Context, evaluate, type Truth } from "./conditions.ts";
import type { Condition } from "./wire.gen.ts";

export interface Explained {
  /** As in `start.when.all[0]`. */
  readonly clause: string;
  readonly value: Truth | string;
}

export function explain(condition: Condition | null, context: Context, path: string): readonly Explained[] {
  if (!condition) return [];
  const parts = condition as unknown as Readonly<Record<string, Condition & readonly Condition[]>>;
  const inner = parts.not
    ? explain(parts.not, context, `${path}.not`)
    : (["all", "any"] as const).flatMap((name) =>
        [...(parts[name] ?? [])].flatMap((one, index) => explain(one, context, `${path}.${name}[${index}]`)),
      );
  return [{ clause: path, value: evaluate(condition, context) }, ...inner];
}
