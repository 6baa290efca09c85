/** What a button that was written does. */
import type { Snooze } from "../../../widgets/src/contract.ts";
import type { CompiledButton } from "../wire.gen.ts";
import type { Happening } from "./machine.ts";

export interface Doing {
  readonly send: (happening: Happening) => void;
  readonly start: (tour: string) => void;
  readonly track: (event: string) => void;
  readonly snooze: (time: Snooze) => void;
}

export function pressButton(button: CompiledButton, { send, start, track, snooze }: Doing): void {
  const { do: act, tour, to, event, for: time } = button;
  if (act === "track") track(event ?? "");
  if (act === "link") return; // The browser follows it.
  if (act === "snooze") snooze(time ?? "day");
  else if (act === "back") send({ type: "went_back" });
  else if (act === "dismiss") send({ type: "left" });
  else if (act === "go") send({ type: "went", to: to ?? "" });
  else if (act === "complete" || act === "start") send({ type: "completed" });
  else send({ type: "advanced", by: "by-person" });
  if (act === "start" && tour) start(tour);
}
