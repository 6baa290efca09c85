/**
 * What the server last said, and on top of it what happened since: pure. So a tour that was declined stays declined while the
 * network is down, and an answer that was made before the last click does not undo it.
 */
import type { Attention, PageEvent, Preferences, Progress } from "./wire.gen.ts";

export interface Standing {
  readonly progress: Readonly<Record<string, Progress>>;
  readonly preferences: Preferences;
  readonly attention: Attention;
}

export function foldEvents(standing: Standing, queue: readonly PageEvent[], visit: string): Standing {
  return queue.reduce((before, event) => foldEvent(before, event, visit), standing);
}

function foldEvent(standing: Standing, event: PageEvent, visit: string): Standing {
  const { progress, preferences, attention } = standing;
  const { name, run, step = null, at, item_hash: hash = null, props = {} } = event;
  if (name === "preferences_changed") {
    const { items } = props as Partial<Preferences>;
    return { ...standing, preferences: { ...preferences, ...props, items: { ...preferences.items, ...items } } };
  }
  if (!run) return standing;
  // It may be called otherwise by now. Whatever has a run has a name.
  const item = Object.keys(progress).find((id) => progress[id]?.run === run) ?? (event.item as string);
  const before = progress[item];
  const put = (change: Partial<Progress>): Standing => ({
    ...standing,
    progress: { ...progress, [item]: { ...(before as Progress), until: null, ...change } },
    // What comes by itself says so.
    attention: props.auto === true ? { ...attention, starts: [...attention.starts, at] } : attention,
  });
  const did = name.replace(/^(?!step|hook)[a-z]+_/, "");
  if (did === "started") {
    const started = (before?.started ?? 0) + 1;
    return put({ status: "active", run, step: null, hash, at, started, visit, completed: !!before?.completed });
  }
  if (before?.run !== run || before.status === "completed") return standing;
  if (did === "step_shown" && before.status === "active") return put({ step });
  if (did === "completed") return put({ status: "completed", completed: true });
  if (did === "resumed") return put({ status: "active" });
  if (did === "failed") return put({ status: "left" });
  if (did === "snoozed" && before.status !== "declined") return put({ status: "snoozed", until: `${props.until}` });
  return did === "dismissed" ? put({ status: props.reason as "left" }) : standing;
}
