/** What items say: with the answer, from before, or fetched once it is asked for. `changed` is called when one has come. */
import type { HelpEnv } from "../help/env.ts";
import type { Stored } from "../store.ts";

type Body = Stored["bodies"][string];

export interface Bodies {
  /** Undefined until it is there: then it is on its way. */
  get<Kind extends Body["kind"]>(hash: string, kind: Kind): Extract<Body, { kind: Kind }> | undefined;
  /** Throws without an answer. */
  load(hash: string): Promise<Body>;
}

export function makeBodies(
  { config, store, fail }: Pick<HelpEnv, "config" | "store" | "fail">,
  changed: () => void,
): Bodies {
  const coming = new Map<string, Promise<Body>>();

  function load(hash: string): Promise<Body> {
    const there = store.read().bodies[hash];
    if (there) return Promise.resolve(there);
    const asked = coming.get(hash) ?? import("../content.ts").then(({ fetchBody }) => fetchBody(hash, config, store));
    if (!coming.has(hash)) asked.then(changed, () => coming.delete(hash));
    coming.set(hash, asked);
    return asked;
  }

  return {
    load,
    get: <Kind extends Body["kind"]>(hash: string, kind: Kind) => {
      const there = store.read().bodies[hash];
      if (!there) load(hash).catch(fail);
      return there?.kind === kind ? (there as Extract<Body, { kind: Kind }>) : undefined;
    },
  };
}
