/** What a host asks for, or a person by hand: none of it is on the way to a tour's first step. A chunk for whoever asks. */
import type { Handrail } from "./api.ts";
import type { Config } from "./boot.ts";
import type { toJson } from "./json.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Tell } from "./parts.ts";
import type { Starts } from "./starts.ts";
import type { Store } from "./store.ts";
import type { WhyChunk } from "./why.ts";

export interface Parts {
  readonly config: Config;
  readonly store: Store;
  readonly knowledge: Knowledge;
  readonly starts: Starts;
  readonly record: Tell;
  readonly toJson: typeof toJson;
}

type Asked<Name extends keyof Handrail> = (
  given: Parameters<Handrail[Name]>[0],
  parts: Parts,
) => Promise<Awaited<ReturnType<Handrail[Name]>>>;

/** What may start by itself, as it stands, and changed if something is given. */
export const preferences: Asked<"preferences"> = async (change, { knowledge: { standing }, record, toJson: json }) => {
  const { tours, items } = Object(change);
  const props = JSON.parse(json({ tours, items }));
  if ((props.tours ?? props.items) != null) record({ name: "preferences_changed", props });
  // Whoever switches a declined tour on again takes the "no" back: it goes on, as after Undo.
  for (const [item, { status, run }] of Object.entries(standing().progress)) {
    if (status === "declined" && items?.[item]) record({ name: "tour_resumed", item, run });
  }
  return standing().preferences;
};

export const why: Asked<"why"> = async (item, { config, store, knowledge, starts }) => {
  const { chunks, key } = config;
  // Built for itself: it takes much of the core along.
  const [{ explainItem }] = await Promise.all([import(`${chunks}why.js`) as Promise<WhyChunk>, knowledge.loadFind()]);
  return explainItem(item, { stored: store.read(), view: knowledge.look(), gates: starts.gates(), key });
};

const MOST_FIELDS = 20;
const LONGEST_FIELD = 2000;
let added: { readonly device: string; readonly fields: Readonly<Record<string, string>> } | undefined;

/** Added to what was added before, on this page and for who is here: the first twenty, and what is too long cut. */
export const context: Asked<"context"> = async (fields, { store, toJson: json }) => {
  const { device } = store.read();
  const text = (value: unknown): string =>
    (typeof value === "string" ? value : (json(value) ?? "")).slice(0, LONGEST_FIELD);
  const said = Object.entries(Object(fields)).map(([name, value]) => [name, text(value)] as const);
  const all = Object.entries({ ...readContext(device), ...Object.fromEntries(said) });
  added = { device, fields: Object.fromEntries(all.filter(([, value]) => value).slice(0, MOST_FIELDS)) };
};

/** What the host said of this page for whoever is here: of somebody who left, nothing. */
export const readContext = (device: string): Readonly<Record<string, string>> =>
  added?.device === device ? added.fields : {};
