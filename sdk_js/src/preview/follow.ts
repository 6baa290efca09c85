/**
 * Hangs in `studio/state` for as long as the page is there. In: how to ask; out: what the author's machine says, each time that it says
 * something new, and whether it answers.
 */
import type { Link, Studio } from "../../../widgets/src/bar/contract.ts";
import { type AskStudio, StudioError } from "./studio.ts";

/** s that an answer may wait for news. */
const WAIT = 20;
/** ms until it is asked again where there is none; it doubles. */
const SOON = 500;
const LATEST = 8000;

export interface Followed {
  readonly heard: (studio: Studio) => void;
  readonly link: (link: Link) => void;
}

export async function followStudio(ask: AskStudio, { heard, link }: Followed): Promise<void> {
  let since: string | undefined;
  let pause = SOON;
  for (;;) {
    try {
      const studio = await ask<Studio>("state", { since, wait: WAIT }, AbortSignal.timeout?.((WAIT + 15) * 1000));
      link("live");
      pause = SOON;
      if (studio.revision !== since) heard(studio);
      since = studio.revision;
    } catch (error) {
      if (error instanceof StudioError && error.isOver) return link("over");
      link("waiting");
      await new Promise((resolve) => setTimeout(resolve, pause));
      pause = Math.min(2 * pause, LATEST);
    }
  }
}
