/**
 * What the server last said, and on top of it what happened since: pure. So a tour that was declined stays declined while the
 * network is down, and an answer that was made before the last click does not undo it.
 */
import type { PageEvent, Preferences, Progress } from "./wire.gen.ts";

export interface Standing {
  readonly progress: Readonly<Record<string, Progress>>;
  readonly preferences: Preferences;
}

export function foldEvents(standing: Standing, queue: readonly PageEvent[], visit: string): Standing {
  return queue.reduce((before, event) => foldEvent(before, event, visit), standing);
}

function foldEvent({ progress, preferences }: Standing, event: PageEvent, visit: string): Standing {
  const { name, item, run } = event;
  const props = event.props ?? {};
  if (name === "preferences_changed") {
    const { tours, items } = props as Partial<Preferences>;
    return { progress, preferences: { tours: tours ?? preferences.tours, items: { ...preferences.items, ...items } } };
  }
  if (!item || !run) return { progress, preferences };

  const before = progress[item];
  const put = (change: Partial<Progress>, allowed?: boolean): Standing => ({
    progress: { ...progress, [item]: { ...(before as Progress), ...change } },
    preferences: allowed == null ? preferences : { ...preferences, items: { ...preferences.items, [item]: allowed } },
  });
  if (name === "tour_started") {
    const { at, item_hash: hash = null } = event;
    const { started = 0, completed = false } = before ?? {};
    return put({ status: "active", run, step: null, hash, at, started: started + 1, visit, completed });
  }
  if (before?.run !== run || before.status === "completed") return { progress, preferences };
  if (name === "step_shown" && before.status === "active") return put({ step: event.step ?? null });
  if (name === "tour_completed") return put({ status: "completed", completed: true });
  if (name === "tour_failed") return put({ status: "left" });
  if (name === "tour_resumed") return put({ status: "active" }, before.status === "declined" ? true : undefined);
  if (name === "tour_dismissed") {
    const declined = props.reason === "declined";
    return put({ status: declined ? "declined" : "left" }, declined ? false : undefined);
  }
  return { progress, preferences };
}
