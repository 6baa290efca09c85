import type { Context } from "../../sdk_js/src/conditions.ts";

export type States = Readonly<Record<string, readonly string[]>>;

/** Keys in order, as the vectors write a locator. */
function canonical(value: unknown): string {
  if (value === "target") return value;
  return JSON.stringify(value, (_, part) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** A context as the vectors write it: what is known of an element, by its locator as JSON. */
export function readContext({ elements, ...rest }: { elements?: States }): Context {
  const context = rest as Context;
  if (!elements) return context;
  return { ...context, elements: (element, state) => elements[canonical(element)]?.includes(state) ?? null };
}
