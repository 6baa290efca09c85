/**
 * Talks with the team for this page: keeps what is written, sends it, hears what is answered, and tells whoever shows it. Fetched where a
 * conversation is open or something waits, and when somebody is about to write. One tab of a browser sends and listens; all see the same.
 */
import type { Desk, Talk } from "../../../widgets/src/contact/contract.ts";
import type { ContactWords } from "../../../widgets/src/contact/words.ts";
import { makeAsk, makePost } from "../help/ask.ts";
import type { HelpEnv } from "../help/env.ts";
import { findLauncher } from "../help/name_launcher.ts";
import type { ShownConversation, ShownMessage } from "../wire.gen.ts";
import { makeActs } from "./acts.ts";
import { catchUp } from "./catch_up.ts";
import { makeDelivery } from "./deliver.ts";
import { knowNothing, makeHear, readState } from "./heard.ts";
import { type Standing, standForLeader } from "./leader.ts";
import { markUnread } from "./mark.ts";
import { openShelf, prefixOf, type Queued } from "./shelf.ts";
import { follow } from "./stream.ts";
import { NO_THREAD, takeConversation } from "./thread.ts";

/** What is told among tabs: an event of the stream, or an answer, and whose it is. */
interface Told {
  readonly device: string;
  readonly name: string;
  readonly data: unknown;
}

export interface RunningTalk extends Desk {
  /** The server has answered, or the launcher has changed. */
  readonly answered: () => void;
}

let running: Promise<RunningTalk> | undefined;

const LOCALES = ["nb", "de", "ar", "ja"];

export function openTalk(env: HelpEnv): Promise<RunningTalk> {
  const locale = LOCALES.find((one) => `${env.config.locale}-`.toLowerCase().startsWith(`${one}-`)) ?? "en";
  running ??= (
    import(`${env.config.chunks}contact-words-${locale}.js`) as Promise<{ readonly words: ContactWords }>
  ).then(({ words }) => makeTalk(env, words, locale));
  running.catch(() => {
    running = undefined;
  });
  return running;
}

function makeTalk(env: HelpEnv, words: ContactWords, locale: string): RunningTalk {
  const { config, store, fail } = env;
  const { key } = config;
  const ask = makeAsk(env);
  const post = makePost(env);
  const shelf = openShelf(key, () => store.read().device);
  const name = `handrail:${key}:talk`;
  const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(name) : undefined;
  const listeners = new Set<() => void>();
  const known = knowNothing();
  let device = store.read().device;
  let standing: Standing | undefined;
  let unfollow: (() => void) | undefined;
  let isAway = false;

  const delivery = makeDelivery({
    shelf,
    may: () => !!standing?.leads(),
    send,
    changed: () => tellAll("sent", null),
    fail,
  });

  const guard =
    <A extends unknown[]>(work: (...args: A) => void) =>
    (...args: A): void => {
      try {
        work(...args);
      } catch (error) {
        fail(error);
      }
    };

  /** Whoever shows it looks again; the launcher too. */
  const changed = guard(() => {
    const launcher = findLauncher();
    if (launcher) markUnread(launcher, store.read().unread ?? 0, words, locale);
    for (const react of listeners) react();
  });

  const hear = makeHear({ known, store, changed, moved: stand, closed: env.closed });

  /** What one tab hears all hear. */
  function tellAll(what: string, data: unknown): void {
    hear(what, data);
    channel?.postMessage({ device, name: what, data } satisfies Told);
  }

  /** Leads, or waits to, while there is something to send or to hear. */
  function stand(): void {
    const open = store.read().contact?.open;
    const wanted = !isAway && !!(open || shelf.list().length);
    if (wanted) standing ??= standForLeader(name, guard(stand));
    if (!wanted || !standing?.leads()) {
      leave(wanted);
      return;
    }
    delivery.go();
    if (open)
      unfollow ??= follow({
        connect: (last_event_id, signal) => post("stream", { last_event_id }, signal),
        position: shelf.position,
        keepPosition: shelf.keepPosition,
        tell: tellAll,
        fail,
      });
    else leave(true);
  }

  function leave(stays: boolean): void {
    unfollow?.();
    unfollow = undefined;
    if (stays) return;
    standing?.end();
    standing = undefined;
  }

  async function send({ id, text, files, email, capsule, conversation }: Queued): Promise<void> {
    const about = { client_id: id, text, files: files.map((file) => file.id), email };
    const to = conversation ?? (capsule === null ? store.read().contact?.open : null);
    if (to) {
      const message = await ask<ShownMessage>(`conversations/${to}/messages`, about);
      tellAll("message", message);
      const { conversation: now } = known.thread;
      if (now?.id === to && now.status === "open") return;
      tellAll("conversation", await ask<ShownConversation>(`conversations/${to}`));
      return;
    }
    const begun = await ask<ShownConversation>("conversations", {
      ...about,
      capsule: capsule ?? "[]",
      shared: wasShared(),
    });
    if (known.thread.conversation?.id !== begun.id) known.thread = takeConversation(NO_THREAD, begun);
    tellAll("begun", begun);
    tellAll("conversation", begun);
  }

  /** Somebody else was known on this device before. */
  function wasShared(): boolean {
    try {
      const before = localStorage.getItem(`handrail:${key}:known`);
      return !!before && before !== store.read().person?.id;
    } catch {
      return false;
    }
  }

  /** Another person, or nobody: nothing of the last one stays. */
  function look(): void {
    if (device !== store.read().device) forget();
    stand();
    changed();
  }

  function forget(): void {
    leave(false);
    shelf.clear();
    device = store.read().device;
    Object.assign(known, knowNothing());
    if (config.errors != null) import("./errors.ts").then(({ forgetErrors }) => forgetErrors()).catch(fail);
  }

  const talk: Talk = {
    ...makeActs({ env, ask, words, known, shelf, stand, tellAll }),
    read: () => readState(known, store, shelf),
    listen: (react) => {
      listeners.add(react);
      return () => listeners.delete(react);
    },
    refresh: () => catchUp(env, ask, known, hear),
  };

  // The queue is shared: whoever leads hears that something was put in it.
  addEventListener(
    "storage",
    guard(({ key: changedKey }: StorageEvent) => {
      if (!changedKey || changedKey.startsWith(prefixOf(key)) || changedKey === `handrail:${key}`) look();
    }),
  );
  if (channel)
    channel.onmessage = guard(({ data: told }: MessageEvent<Told>) => {
      if (told.device !== device) return look();
      if (told.name === "begun" && !known.thread.conversation)
        known.thread = takeConversation(NO_THREAD, told.data as ShownConversation);
      hear(told.name, told.data);
      stand();
    });
  // Signing out ends it at once, whether the server is there or not.
  const { close } = store;
  store.close = () => {
    close();
    guard(look)();
  };
  // A page that is kept for going back holds nothing that others wait for.
  addEventListener("pagehide", () => {
    isAway = true;
    leave(false);
  });
  addEventListener(
    "pageshow",
    guard(() => {
      isAway = false;
      look();
    }),
  );
  return {
    talk,
    words,
    answered: guard(look),
  };
}
