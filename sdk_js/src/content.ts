/** An item's body that did not come with an answer: fetched by its hash, and kept. A chunk for when it is needed. */
import type { Config } from "./boot.ts";
import type { Store } from "./store.ts";
import type { CompiledStartable } from "./wire.gen.ts";

export async function fetchBody(hash: string, { base, locale }: Config, store: Store): Promise<CompiledStartable> {
  const response = await fetch(`${base}/v1/content/${hash}?locale=${encodeURIComponent(locale)}`, {
    credentials: "omit",
  });
  if (!response.ok) throw new Error(`No content: ${response.status}`);
  const body: CompiledStartable = await response.json();
  store.change(({ bodies }) => ({ bodies: { ...bodies, [hash]: body } }));
  return body;
}
