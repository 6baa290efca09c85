/** How long a step waits for what it needs before it says that it is not there. One wait at a time; who moves on ends it. */
import type { CompiledStep } from "../wire.gen.ts";
import type { Guard } from "./acts.ts";
import type { Happening, Sight, State } from "./machine.ts";

/** A page that is about to change is given this long before the tour says that it waits elsewhere. */
const ON_THE_WAY = 1500;
/** What a step's `if` asks about may still be on its way, too. */
const SETTLING = 1000;

export interface Patience {
  /** Begins anew where something else is waited for than before. */
  wait(state: State, sight: Sight, step: CompiledStep | undefined): void;
  stop(): void;
}

/** `look` comes back here with what is seen. */
export function makePatience(look: () => void, send: (happening: Happening) => void, guard: Guard): Patience {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitsFor = "";
  let seen: Sight;

  const timeOut = guard(() => {
    const waited = waitsFor;
    look();
    if (document.hidden === true) waitsFor = "";
    else if (waited === waitsFor) send({ type: "timed_out", sight: seen });
  });

  function stop(): void {
    clearTimeout(timer);
    waitsFor = "";
  }

  return {
    stop,
    wait: ({ entry, phase, waited, armed, by }, sight, step) => {
      const { here, wanted } = sight;
      seen = sight;
      const key = phase === "seeking" && step?.type !== "hidden" ? [entry, here, wanted, waited].join() : "";
      if (key === waitsFor) return;
      stop();
      waitsFor = key;
      if (!key) return;
      const isAsked = by === "by-person" && (entry === 1 || !armed);
      const patience = !here ? (isAsked ? 0 : ON_THE_WAY) : !wanted ? SETTLING : (step?.on_missing?.after ?? 8000);
      timer = setTimeout(timeOut, patience);
    },
  };
}
