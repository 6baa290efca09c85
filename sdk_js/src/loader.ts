/**
 * The script a host puts on its page. Reads its own tag, sends the first sync, fetches the core meanwhile and hands over.
 * Nothing it does can fail into the host, and it imports nothing but types.
 *
 * Settings come from `data-key`, `data-user-token`, `data-locale`, `data-release` and `data-errors`, or from a `load` call that waits in the stub.
 * Of several tags the first with a key counts.
 */
import type { Boot, Call, Stub, UserToken } from "./boot.ts";
import type { Stored } from "./store.ts";

interface Tag {
  readonly src: string;
  readonly key?: string;
  readonly userToken?: unknown;
  readonly locale?: string;
  readonly release?: string;
  /** Its mere presence counts, as of an attribute. */
  readonly errors?: unknown;
}

const FILE = /\/sdk\/(\w+\/)?handrail\.js([?#].*)?$/;
const VISIT_GAP = 30 * 60_000;

const makeId = (): string => crypto.getRandomValues(new Uint32Array(4)).join("-");

/** Without a key where there is none. */
function findTag(calls: Stub): Tag {
  const load = calls.find((call) => call?.[0] === "load");
  if (load) return load[1] as Tag;
  const tags = document.querySelectorAll<HTMLScriptElement>("script[data-key]");
  const tag = [...tags].find(({ src }) => FILE.test(src)) ?? (document.currentScript as HTMLScriptElement | null);
  return { ...tag?.dataset, src: tag?.src as string };
}

function readStored(key: string): Partial<Stored> {
  const name = `handrail:${key}`;
  try {
    // A preview of drafts has a store of its own: see preview.ts.
    if (/handrail=/.test(location.hash) || sessionStorage[name]) return {};
    const stored: Partial<Stored> = JSON.parse(localStorage[name]);
    const isText = (one: unknown = ""): boolean => typeof one === "string";
    // Whatever wrote there: a sync made of anything else would be refused, on this page and on each one after it.
    const isSound = [stored.device, stored.visit, stored.token, stored.revision].every(isText);
    if (stored.version === 1 && isSound && Array.isArray(stored.queue)) return stored;
  } catch {
    // No storage here: a new visitor on each page.
  }
  return { version: 1 };
}

/** `sub` as the token claims it: only ever compared, never trusted. */
function readSub(token: unknown): unknown {
  try {
    return JSON.parse(atob((token as string).split(".")[1]?.replace(/-/g, "+").replace(/_/g, "/") as string)).sub;
  } catch {
    return;
  }
}

/** The last `identify` or `reset` that waits decides who this is. */
function findUser(calls: Stub, tag: Tag): Call {
  const said: readonly Call[] = [["identify", tag.userToken], ...calls];
  return said.filter((call) => /^(identify|reset)$/.test(call?.[0])).pop() as Call;
}

function load(calls: Stub): void {
  const tag = findTag(calls);
  const { key } = tag;
  if (!key || calls.key || !FILE.test(tag.src)) return;
  calls.key = key;

  const base = tag.src.replace(FILE, "");
  const chunks = `${base}/sdk/${__BUILD__}/`;
  const locale = (tag.locale || document.documentElement.lang || navigator.language || "en").replace("_", "-");
  const stored = readStored(key);
  const now = Date.now();
  stored.device ||= makeId();
  if (!(Math.abs(now - (stored.visited as number)) < VISIT_GAP && stored.visit)) stored.visit = makeId();
  stored.visited = now;
  const isKnown = stored.build === chunks;
  stored.build = chunks;

  const { release, errors } = tag;
  const [name, user] = findUser(calls, tag);
  const userToken = name === "identify" ? (user as UserToken | undefined) : undefined;
  let first: Promise<Response> | null = null;
  let sent: Boot["sent"] = [];
  // Whoever must be asked first, or takes the place of somebody else, is the core's to handle, as is a page whose arrays make
  // texts of themselves in JSON.
  const isSame = typeof user === "string" && (!stored.sub || readSub(user) === stored.sub);
  if (stored.version && name === "identify" && !("toJSON" in []) && !stored.former?.length && (!user || isSame)) {
    const waiting = stored.queue?.slice(0, 50) ?? [];
    if (JSON.stringify(waiting).length < 15_000) sent = waiting;
    const body = JSON.stringify({
      key,
      token: stored.token,
      user_token: userToken,
      url: location.href,
      locale,
      release,
      device: stored.device,
      visit: stored.visit,
      since: stored.locale === locale ? stored.revision : null,
      events: sent,
    });
    first = fetch(`${base}/v1/sync`, {
      method: "POST",
      body,
      credentials: "omit",
      signal: AbortSignal.timeout?.(20_000),
    });
    first.catch(() => 0); // The core hears of it, should it get here.
  }
  const config = { key, base, chunks, locale, release, userToken, errors };
  const fetchChunk = (file: string) => import(`${chunks}${file}.js`);
  fetchChunk(stored.version ? "core" : "preview")
    .then((core) => core.boot({ config, stored, first, sent }))
    // Perhaps a loader of yesterday, from the cache: the next page gets a new one.
    .catch(() => fetch(tag.src, { cache: "reload", mode: "no-cors" }))
    .catch(() => 0);
  // Where a tour is under way, or none of this build is in the browser's cache, all that a first step takes comes at once.
  if (stored.cursor || !isKnown) {
    const words = __LOCALES__.split(" ").find((one) => locale.startsWith(one)) ?? "en";
    // What was begun needs to know how to go on; what is new needs nothing but what comes anyway.
    const more = stored.cursor ? "later" : "core";
    Promise.all(["tour", "step", "find", `words-${words}`, more].map(fetchChunk)).catch(() => 0);
  }
}

try {
  const calls: Stub = Array.isArray(window.handrail) ? window.handrail : [];
  window.handrail = calls;
  // A page that is only being prepared may never be seen.
  if ((document as { prerendering?: boolean }).prerendering) {
    document.addEventListener("prerenderingchange", () => load(calls));
  } else load(calls);
} catch {
  // A browser too old, or a host that froze what we need: there is nobody to tell.
}
