/**
 * What this device keeps of a conversation: what waits to be sent, the draft, and how far the stream was read. In `localStorage` where there is one,
 * each message under a name of its own, so that tabs which write at once lose nothing; else in memory. It belongs to who is here: for
 * anybody else it is not there.
 */
import type { Draft, Waiting } from "../../../widgets/src/contact/contract.ts";
import { toJson } from "../json.ts";

export interface Queued extends Waiting {
  /** Null: the one that is open, or a new one. */
  readonly conversation: string | null;
  readonly email: string | null;
  /** The very text that was shown. */
  readonly capsule: string | null;
}

export interface Shelf {
  /** In the order in which they were written. */
  readonly list: () => readonly Queued[];
  readonly put: (one: Queued) => void;
  readonly remove: (id: string) => void;
  readonly draft: () => Draft;
  readonly keepDraft: (change: Partial<Draft>) => void;
  readonly position: () => string | null;
  readonly keepPosition: (id: string | null) => void;
  readonly clear: () => void;
}

const EMPTY: Draft = { text: "", email: "", files: [], removed: [] };
const PADDED = 16;

/** Begins all names. `help/door.ts` looks whether there is any. */
export const prefixOf = (key: string): string => `handrail:${key}:talk:`;

export function openShelf(key: string, device: () => string): Shelf {
  const prefix = prefixOf(key);
  const memory = new Map<string, string>();
  let count = 0;

  function names(): string[] {
    const all = new Set(memory.keys());
    try {
      for (const name of Object.keys(localStorage)) if (name.startsWith(prefix)) all.add(name.slice(prefix.length));
    } catch {
      // Memory it is.
    }
    return [...all].sort();
  }

  function get<T>(name: string): T | null {
    try {
      const text = memory.get(name) ?? localStorage.getItem(prefix + name);
      const { device: whose, value } = Object(JSON.parse(text ?? "null"));
      return whose === device() ? value : null;
    } catch {
      return null;
    }
  }

  function set(name: string, value: unknown): void {
    const text = toJson({ device: device(), value });
    try {
      localStorage.setItem(prefix + name, text);
    } catch {
      memory.set(name, text);
    }
  }

  function remove(name: string): void {
    memory.delete(name);
    try {
      localStorage.removeItem(prefix + name);
    } catch {
      // It was in memory alone.
    }
  }

  const nameOf = (id: string): string | undefined => names().find((name) => name.endsWith(`:${id}`));
  return {
    list: () => names().flatMap((name) => (/^say:/.test(name) ? (get<Queued>(name) ?? []) : [])),
    put: (one) => {
      count += 1;
      const place = `${Date.now()}`.padStart(PADDED, "0") + `${count}`.padStart(PADDED, "0");
      set(nameOf(one.id) ?? `say:${place}:${one.id}`, one);
    },
    remove: (id) => remove(nameOf(id) ?? ""),
    draft: () => ({ ...EMPTY, ...get<Draft>("draft") }),
    keepDraft: (change) => set("draft", { ...EMPTY, ...get<Draft>("draft"), ...change }),
    position: () => get("position"),
    keepPosition: (id) => set("position", id),
    clear: () => names().forEach(remove),
  };
}
