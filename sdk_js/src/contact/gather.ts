/** Looks at the page, and at what is known, for what can go along: the effects of `capsule.ts`. */
import type { ContactWords } from "../../../widgets/src/contact/words.ts";
import type { Config } from "../boot.ts";
import type { HelpEnv } from "../help/env.ts";
import type { Line, Progress } from "../wire.gen.ts";
import { buildCapsule, type Scene } from "./capsule.ts";
import { listHidden } from "./hidden.ts";

type Known = Pick<Scene, "keepQuery" | "trail">;

export async function gatherLines(env: HelpEnv, known: Known, words: ContactWords): Promise<readonly Line[]> {
  const { config, store } = env;
  const [tour, errors, custom] = await Promise.all([
    findTour(env),
    readErrors(config),
    readContext(store.read().device),
  ]);
  return buildCapsule(
    {
      ...known,
      url: location.href,
      title: document.title,
      release: config.release,
      locale: config.locale,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      width: innerWidth,
      height: innerHeight,
      agent: navigator.userAgent,
      tour,
      errors,
      custom,
      secrets: listHidden(),
    },
    words.line,
  );
}

/** The chunk is there if the page wants it, and else not fetched. */
async function readErrors({ errors }: Config): Promise<readonly string[]> {
  return errors != null ? (await import("./errors.ts")).listErrors() : [];
}

async function readContext(device: string): Promise<Readonly<Record<string, string>>> {
  return (await import("../asked.ts")).readContext(device);
}

/** The one under way, or the last that was left. */
async function findTour({ config, store, knowledge }: HelpEnv): Promise<Scene["tour"]> {
  const { items, bodies, cursor } = store.read();
  const begun = Object.entries(knowledge.standing().progress).filter(([, { status }]) => status !== "completed");
  const rank = ([, { status, at }]: [string, Progress]): string => `${status === "active" ? 1 : 0}${at}`;
  const [id, progress] = begun.sort((a, b) => (rank(a) < rank(b) ? 1 : -1))[0] ?? [];
  const hash = progress?.hash ?? items.find((one) => one.id === id)?.hash;
  if (!progress || !hash) return null;
  try {
    const body = bodies[hash] ?? (await (await import("../content.ts")).fetchBody(hash, config, store));
    if (!("steps" in body)) return null;
    const { title, steps } = body;
    const left = progress.status !== "active";
    const step = (!left && cursor?.run === progress.run && cursor.step) || progress.step;
    const at = steps.findIndex((one) => one.id === step) + 1;
    return at ? { title, at, of: steps.length, left } : null;
  } catch {
    return null; // Offline, as it may be: the rest goes along without it.
  }
}
