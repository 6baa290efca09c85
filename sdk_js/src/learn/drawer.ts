/**
 * What this device keeps of quizzes and surveys until they are done. In `localStorage` where there is one, else in memory; each under a
 * name of its own, so that tabs which write at once lose nothing.
 */
import type { Kept } from "../../../widgets/src/quiz/contract.ts";
import { toJson } from "../json.ts";
import type { Store } from "../store.ts";

export interface Drawer {
  get<T>(name: string): T | null;
  /** Null: nothing is kept. */
  put(name: string, value: unknown): void;
}

const memory = new Map<string, string>();

/** Begins all names. */
const prefixOf = (key: string): string => `handrail:${key}:learn:`;

export function openDrawer(key: string): Drawer {
  const all = prefixOf(key);
  return {
    get: (name) => {
      try {
        return JSON.parse(memory.get(all + name) ?? localStorage.getItem(all + name) ?? "null");
      } catch {
        return null;
      }
    },
    put: (name, value) => {
      memory.delete(all + name);
      try {
        if (value === null) localStorage.removeItem(all + name);
        else localStorage.setItem(all + name, toJson(value));
      } catch {
        if (value !== null) memory.set(all + name, toJson(value));
      }
    },
  };
}

/** The names of all that is kept under one that begins so. */
export function listKept(key: string, prefix: string): readonly string[] {
  const all = prefixOf(key);
  let names = [...memory.keys()];
  try {
    names = [...new Set([...names, ...Object.keys(localStorage)])];
  } catch {
    // Memory it is.
  }
  return names.filter((name) => name.startsWith(all + prefix)).map((name) => name.slice(all.length));
}

/** Of the person who is here alone: what of this quiz was begun here, or done. */
export function readKept(store: Store, drawer: Drawer, quiz: string): Kept | null {
  const { device, value } = Object(drawer.get<{ readonly device: string; readonly value: Kept }>(`quiz:${quiz}`));
  return device === store.read().device ? value : null;
}

/** What is begun is finished on the version that it was begun on; `listed` is the newest. */
export function findVersion(store: Store, drawer: Drawer, quiz: string, listed: string): string {
  const kept = readKept(store, drawer, quiz);
  return kept?.answers?.length && !kept.graded?.finished ? kept.hash : listed;
}
