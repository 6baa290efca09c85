/** `handrail.preferences`: what may start by itself, as it stands, and changed if something is given. A chunk for whoever asks. */
import type { PreferencesChange } from "./api.ts";
import type { toJson } from "./json.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Tell } from "./starts.ts";
import type { Preferences } from "./wire.gen.ts";

export function changePreferences(
  change: PreferencesChange | undefined,
  { standing }: Knowledge,
  record: Tell,
  json: typeof toJson,
): Preferences {
  const { tours, items } = Object(change);
  const props = JSON.parse(json({ tours, items }));
  if ((props.tours ?? props.items) != null) record({ name: "preferences_changed", props });
  // Whoever switches a declined tour on again takes the "no" back: it goes on, as after Undo.
  for (const [item, { status, run }] of Object.entries(standing().progress)) {
    if (status === "declined" && items?.[item]) record({ name: "tour_resumed", item, run });
  }
  return standing().preferences;
}
