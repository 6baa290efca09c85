/**
 * What a member's page boots in the place of the core, with the drafts of their machine: the same core, told that another server and another
 * key are its own, so that nothing of the visitor's is touched, and above it the bar. It is fetched where the address or this tab asks for
 * it, and nowhere else. In: what the loader hands to the core.
 */
import type { BarChunk, BarProps, Link, MountedBar, Studio } from "../../widgets/src/bar/contract.ts";
import type { Boot, Stub } from "./boot.ts";
import { watchSurroundings } from "./help/surroundings.ts";
import { followStudio } from "./preview/follow.ts";
import { type Core, jump, put } from "./preview/jump.ts";
import { placeAgain } from "./preview/place_again.ts";
import { openSessions, type Session, type Sessions, takeToken } from "./preview/session.ts";
import { makeAskStudio, post } from "./preview/studio.ts";
import type { Stored } from "./store.ts";
import { makeHolder } from "./tour/holder.ts";
import { findTopmost } from "./tour/topmost.ts";

/** What this page says of its user is said to another server. */
const OF_THE_HOST = /^(identify|reset)$/;

export async function boot(given: Boot): Promise<void> {
  const { config } = given;
  const sessions = openSessions(config.key);
  const { token, isShared } = takeToken();
  let trouble: string | null = null;
  if (token) {
    try {
      const about = { key: config.key, token };
      sessions.write(await post<Session>(`${config.base}/v1/previews/open`, about));
      // The host began with an address that was not its own.
      if (isShared) return location.reload();
    } catch (error) {
      trouble = error instanceof Error ? error.message : `${error}`;
    }
  }
  const session = sessions.read();
  const { boot: bootCore } = await import("./core.ts");
  if (session) preview(given, session, sessions, bootCore, trouble);
  else {
    const { fail } = bootCore({ ...given, stored: readStored(config.key) });
    if (trouble) await showBar(config.chunks, fail, { ...NOTHING, trouble, acts: { ...NO_ACTS } });
  }
}

const NO_ACTS: BarProps["acts"] = {
  jump: async () => undefined,
  why: async () => [],
  end: () => location.reload(),
};
const NOTHING: Omit<BarProps, "acts"> = { link: "over", studio: null, running: null, trouble: null };

function readStored(name: string): Partial<Stored> {
  try {
    return Object(JSON.parse(localStorage[`handrail:${name}`]));
  } catch {
    return {}; // A new visitor.
  }
}

/** The name of a store, that goes over the wire as the secret: so the secret is kept in this tab alone. */
class Key extends String {
  constructor(
    name: string,
    readonly toJSON: () => string,
  ) {
    super(name);
  }
}

function preview(
  given: Boot,
  session: Session,
  sessions: Sessions,
  bootCore: (given: Boot) => Core,
  trouble: string | null,
): void {
  const { config } = given;
  const base = `${config.base}/v1/previews/${session.preview}`;
  const name = `preview:${session.preview}`;
  const stub = window.handrail as Stub;
  stub.splice(0, stub.length, ...stub.filter((call) => !OF_THE_HOST.test(call?.[0])));
  const locale = session.locale ?? config.locale;
  // It is a text wherever it is used: in names, and in JSON.
  const key = new Key(name, () => session.secret) as unknown as string;
  const stored = readStored(name);
  const core = bootCore({
    ...given,
    stored,
    config: { ...config, base, key, locale, userToken: session.userToken },
  });
  const api = window.handrail as unknown as Record<string, unknown>;
  for (const method of ["identify", "reset"]) api[method] = async () => {};

  const ask = makeAskStudio(base, session.secret);
  let link: Link = "waiting";
  let studio: Studio | null = null;
  let bar: MountedBar | undefined;

  const running = (): BarProps["running"] => {
    const { item } = core.starts.gates();
    return item ? { item, step: core.store.read().cursor?.step || null } : null;
  };

  function describe(): BarProps {
    return {
      link,
      studio,
      trouble,
      running: running(),
      acts: {
        jump: async (item, step) => {
          const draft = studio?.items.find(({ id }) => id === item);
          if (!draft) return;
          const ids = draft.steps.map(({ id }) => id);
          const path = ids.slice(0, Math.max(ids.indexOf(step ?? ""), 0));
          const isThere = await jump(core, { item, kind: draft.kind, step, path });
          return isThere ? undefined : "This could not be started here.";
        },
        why: (item) => core.methods.why(item),
        end,
      },
    };
  }

  const draw = (): void => bar?.update(describe());

  /** Nothing of it stays in this tab, and the visitor's own begins again. */
  function end(): void {
    sessions.write(undefined);
    for (const one of Object.keys(localStorage)) if (one.startsWith(`handrail:${name}`)) localStorage.removeItem(one);
    location.reload();
  }

  function heard(next: Studio): void {
    const before = studio;
    studio = next;
    const now = running();
    const isDrafted = before && !next.faults.some(({ level }) => level === "fault");
    if (isDrafted) {
      const place = now && placeAgain(before.items, next.items, now.item, now.step);
      (place ? put(core, place) : core.sync()).then(draw, core.fail);
    }
    draw();
  }

  showBar(config.chunks, core.fail, describe()).then((shown) => {
    bar = shown;
    core.on("*", () => setTimeout(draw));
    draw();
  }, core.fail);
  followStudio(ask, {
    heard,
    link: (now) => {
      if (now === link) return;
      link = now;
      draw();
    },
  }).catch(core.fail);
}

/** Where it can be used: in a modal card of ours, or of the host's, else under the body. */
async function showBar(chunks: string, fail: (error: unknown) => void, props: BarProps): Promise<MountedBar> {
  const { mount }: BarChunk = await import(`${chunks}bar.js`);
  const holder = makeHolder();
  holder.place(findPlace());
  const bar = mount({ root: holder.root, onError: fail }, props);
  watchSurroundings(() => {
    if (holder.place(findPlace())) bar.raise();
    else bar.dodge();
  });
  return bar;
}

function findPlace(): Element | null {
  const roots = [...document.querySelectorAll("[data-handrail='']")].map(({ shadowRoot }) => shadowRoot);
  const card = roots.map((root) => root?.querySelector(".card:modal")).find(Boolean);
  return card ?? findTopmost();
}
