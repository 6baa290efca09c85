/** How the drafts look elsewhere: in light and dark, and in windows of other widths. Of the host's page nothing is changed. */
import type { Running, Scheme } from "../../../widgets/src/bar/contract.ts";
import type { CompiledTheme } from "../wire.gen.ts";
import type { Core } from "./jump.ts";
import type { Sessions } from "./session.ts";

const HEIGHT = 800;
/** ms */
const LOOK_EVERY = 500;

/** Each theme that the server names is of this scheme, whatever it says itself. Out: does so again. */
export function paintWith({ starts, store }: Core, scheme: () => Scheme): () => void {
  const paint = (): void => {
    const wanted = scheme();
    if (wanted === "auto") return;
    store.change(({ themes }) => {
      const all = { default: {}, ...themes };
      const painted = Object.entries(all).map(([id, theme]) => [id, { ...theme, scheme: wanted }] as const);
      // Of a theme that is not there its scheme alone: the rest is as built in.
      return { themes: Object.fromEntries(painted) as Record<string, CompiledTheme> };
    });
  };
  const { answered } = starts;
  starts.answered = () => {
    paint();
    answered();
  };
  paint();
  return paint;
}

/** It has what this tab has, and begins where this one is. `closed`: it is gone again, which nothing tells by itself. */
export function openWindow(
  width: number,
  sessions: Sessions,
  at: Running | null,
  closed: () => void,
): string | undefined {
  sessions.change({ at });
  const opened = window.open(location.href, `handrail-${width}`, `popup,width=${width},height=${HEIGHT}`);
  sessions.change({ at: null });
  if (!opened) return "The browser blocked the window: allow windows for this page, and press again.";
  const timer = setInterval(() => {
    if (!opened.closed) return;
    clearInterval(timer);
    closed();
  }, LOOK_EVERY);
  return;
}
