/** In the place of what is not there yet, or did not come: then it says why, what to do, and goes on by itself once the page is online again. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect } from "preact/hooks";
import type { Loaded } from "./loaded.ts";

interface Words {
  readonly loading: string;
  readonly failed: string;
  readonly failed_hint: string;
  readonly offline: string;
  readonly offline_hint: string;
  readonly again: string;
}

interface WaitingProps {
  readonly loaded: Pick<Loaded<unknown>, "failed" | "again">;
  readonly words: Words;
  /** Other ways, if it failed. */
  readonly children?: ComponentChildren;
}

export function Waiting({ loaded: { failed, again }, words, children }: WaitingProps) {
  if (failed)
    return (
      <Failed words={words} again={again}>
        {children}
      </Failed>
    );
  return (
    <p class="waiting" role="status">
      {words.loading}
    </p>
  );
}

interface FailedProps {
  readonly words: Words;
  readonly again: () => void;
  readonly children?: ComponentChildren;
}

export function Failed({ words, again, children }: FailedProps) {
  const isOffline = !navigator.onLine;
  useLayoutEffect(() => {
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  });
  return (
    <div class="said" role="alert">
      <h3>{isOffline ? words.offline : words.failed}</h3>
      <p>{isOffline ? words.offline_hint : words.failed_hint}</p>
      <div class="row">
        <button type="button" class="second" onClick={again}>
          {words.again}
        </button>
        {children}
      </div>
    </div>
  );
}
