/** What a button that was written does, and the ones that put a tour off. */
import type { Snooze } from "../../../widgets/src/contract.ts";
import type { Handrail } from "../api.ts";
import type { CompiledButton } from "../wire.gen.ts";
import type { TourEnv } from "./env.ts";
import type { Happening } from "./machine.ts";
import { findReturn } from "./snooze.ts";

export interface Doing extends Pick<TourEnv, "start" | "track" | "now"> {
  readonly send: (happening: Happening) => void;
}

export function putOff(time: Snooze, { send, now }: Doing): void {
  send({ type: "snoozed", until: findReturn(time, new Date(now())).toISOString() });
}

export function pressButton(button: CompiledButton, doing: Doing): void {
  const { send, start, track } = doing;
  const { do: act, tour, to, article, event, for: time } = button;
  if (act === "track") track(event ?? "");
  if (act === "link") return; // The browser follows it.
  if (/^(contact|article)$/.test(act)) {
    // The step stays.
    return void (window.handrail as Partial<Handrail>).open?.(article ? `articles/${article}` : act);
  }
  if (act === "snooze") putOff(time ?? "day", doing);
  else if (act === "back") send({ type: "went_back" });
  else if (act === "dismiss") send({ type: "left" });
  else if (act === "go") send({ type: "went", to: to ?? "" });
  else if (act === "complete" || act === "start") send({ type: "completed" });
  else send({ type: "advanced", by: "by-person" });
  if (act === "start" && tour) start(tour);
}
