/** Checklists, and where somebody is with them, with only what a test is about. */
import type { CompiledChecklist, Progress } from "../../../sdk_js/src/wire.gen.ts";

type Item = CompiledChecklist["items"][number];

export const item = (id: string, rest: Partial<Item> = {}): Item => ({
  id,
  title: id.toUpperCase(),
  ...rest,
});

export const checklist = (items: readonly Item[], ordered = false): CompiledChecklist => ({
  kind: "checklist",
  id: "begin",
  locale: "en",
  title: "Begin",
  theme: "default",
  text: [],
  ordered,
  finish: null,
  items,
});

export const at = (status: Progress["status"], day = 1): Progress => ({
  status,
  run: "r",
  step: null,
  hash: null,
  at: `2026-01-0${day}T00:00:00Z`,
  started: 1,
  visit: null,
  completed: status === "completed",
  until: null,
  passed: false,
  attempts: 0,
  done: [],
});
