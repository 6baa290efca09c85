/**
 * The drafts of an author's machine on this page: the same core as ever, told that another server and another key are its own, so that
 * nothing of the visitor's is touched, and the bar. In: what the loader hands over, and what opens the preview.
 */
import type { BarActs, BarProps, Link, MountedBar, Studio } from "../../../widgets/src/bar/contract.ts";
import type { Boot } from "../boot.ts";
import { goOnRecording, makeWriting, pickLocator, recordWay } from "./author.ts";
import { followStudio } from "./follow.ts";
import { type Core, jump, put } from "./jump.ts";
import { openWindow, paintWith } from "./look.ts";
import { takeOver } from "./person.ts";
import { placeAgain, placeAt } from "./place.ts";
import { forgetStored, readStored, type Session, type Sessions } from "./session.ts";
import { showBar } from "./show_bar.ts";
import { explain, makeAskStudio } from "./studio.ts";

export interface Opened {
  readonly given: Boot;
  readonly session: Session;
  readonly sessions: Sessions;
  readonly bootCore: (given: Boot) => Core;
  readonly trouble: string | null;
}

/** The name of a store, that goes over the wire as the secret: so the secret stays in this tab. */
class Key extends String {
  constructor(
    name: string,
    readonly toJSON: () => string,
  ) {
    super(name);
  }
}

export function previewDrafts({ given, session, sessions, bootCore, trouble }: Opened): void {
  const { preview, secret, at } = session;
  const { chunks, ...config } = given.config;
  const base = `${config.base}/v1/previews/${preview}`;
  const name = `preview:${preview}`;
  const ask = makeAskStudio(base, secret);
  const locale = session.locale ?? config.locale;
  // A text wherever it is used: in names, and in JSON.
  const key = new Key(name, () => secret) as unknown as string;
  const own = { ...config, chunks, base, key, locale };
  const { core, actAs, settled } = takeOver(
    (userToken) => bootCore({ ...given, stored: readStored(name), config: { ...own, userToken } }),
    config.userToken,
    {
      ask,
      sessions,
      acted: (now) => {
        acting = now;
        draw();
      },
    },
  );
  const { fail, starts, store } = core;
  const paint = paintWith(core, () => sessions.read()?.scheme ?? "auto");
  let link: Link = "live";
  let studio: Studio | null = null;
  /** Whom this page made itself since it is here. */
  let acting: Studio["acting"] | undefined;
  let bar: MountedBar | undefined;

  const draw = (): void => bar?.update(describe());

  /** What the page shows is changed by one at a time: two would each go by what the other is about to leave. */
  let turn: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work);
    turn = done.catch(() => {}); // Whoever asked for it is told.
    return done;
  }

  const told = (work: Promise<unknown>): Promise<string | undefined> => work.then(() => undefined, explain);

  async function jumpTo(item: string, step: string | null): Promise<string | undefined> {
    // Somebody else would begin anew.
    await settled();
    const place = placeAt(studio?.items ?? [], item, step);
    try {
      if (place && (await inTurn(() => jump(core, place)))) return;
    } catch (error) {
      return explain(error);
    }
    return "It could not be shown here: Conditions says what stands in the way.";
  }

  const acts: BarActs = {
    jump: jumpTo,
    why: (item) => core.methods.why(item),
    actAs: (as) => told(actAs(as)),
    setScheme: (scheme) => {
      sessions.change({ scheme });
      paint();
      again();
    },
    openWindow: (width) => openWindow(width, sessions, running(), starts.consider),
    ...makeWriting(ask),
    pick: (was) => pickLocator(core, chunks, was, { locale, locales: studio?.site.locales ?? [] }),
    record: () => recordWay(core, chunks, ask),
    end: () => {
      sessions.write(undefined);
      forgetStored(name);
      location.reload();
    },
  };

  function running(): BarProps["running"] {
    const { item } = starts.gates();
    return item ? { item, step: store.read().cursor?.step || null } : null;
  }

  function describe(): BarProps {
    const scheme = sessions.read()?.scheme ?? "auto";
    const known = studio && acting !== undefined ? { ...studio, acting } : studio;
    return { link, studio: known, trouble, running: running(), locale, scheme, acts };
  }

  /** What runs begins anew where it is, from what it is now. */
  function again(before: Studio | null = studio): void {
    inTurn(async () => {
      const now = running();
      const place = now && before && studio && placeAgain(before.items, studio.items, now);
      if (place) bar?.hold();
      await (place ? put(core, place) : core.sync());
      draw();
    }).catch(fail);
  }

  function heard(next: Studio): void {
    const before = studio;
    studio = next;
    draw();
    if (!before && at) {
      sessions.change({ at: null });
      jumpTo(at.item, at.step);
    }
    // Till it is set right, the drafts are what they were.
    if (before && !next.faults.some(({ level }) => level === "fault")) again(before);
  }

  showBar(chunks, fail, describe()).then((shown) => {
    bar = shown;
    core.on("*", () => setTimeout(draw));
    draw();
    goOnRecording(core, chunks, ask);
  }, fail);
  followStudio(ask, {
    heard,
    link: (now) => {
      if (now === link) return;
      link = now;
      draw();
    },
  }).catch(fail);
}
