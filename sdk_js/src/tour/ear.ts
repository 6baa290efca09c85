/**
 * Listens for the person's own act while a step waits for one: anew for every step, and wherever its target is. And for what nobody who
 * watches the page sees.
 */
import type { CompiledStep } from "../wire.gen.ts";
import { type Guard, listenForAct } from "./acts.ts";
import type { State } from "./machine.ts";
import type { Seeker } from "./seek.ts";

/** Something came into the top layer without a change that is seen. */
const LAYERS = ["toggle", "fullscreenchange"] as const;

export interface Ear {
  listen(state: State): void;
  /** The host tracked an event. */
  happened(event: string): void;
  stop(): void;
}

export function makeEar(seeker: Seeker, act: () => void, guard: Guard, look: () => void): Ear {
  let listening: AbortController | undefined;
  let listensTo: readonly unknown[] = [];
  let awaited: string | null = null;
  for (const name of LAYERS) document.addEventListener(name, look, true);
  return {
    stop: () => {
      listening?.abort();
      for (const name of LAYERS) document.removeEventListener(name, look, true);
    },
    happened: (event) => event === awaited && act(),
    listen: ({ entry, seen, phase, step: index }) => {
      const step = seeker.course.tour.steps[index] as CompiledStep;
      const { on, event } = step.advance;
      awaited = on === "event" && phase !== "declined" ? event : null;
      const isOn = step.type === "hidden" || (seen && !/away|lost|declined/.test(phase));
      const { target } = seeker;
      // A press may take the target away before it counts.
      if (isOn && !target && listensTo[0] === entry) return;
      const hears = isOn && /click|change|key/.test(`${on}`) && (target || !step.target.length);
      const wanted = hears ? [entry, target?.getRootNode()] : [];
      if (wanted.length === listensTo.length && wanted.every((one, at) => one === listensTo[at])) return;
      listensTo = wanted;
      listening?.abort();
      if (!hears) return;
      listening = new AbortController();
      listenForAct(step.advance, () => seeker.find(step), act, guard, listening.signal);
    },
  };
}
