/**
 * Talks with the team for this page: keeps what is written, sends it, hears what is answered, and tells whoever shows it. Fetched where a
 * conversation is open or something waits, and when somebody is about to write. One tab of a browser sends and listens; all see the same.
 */
import type { Desk, Draft, Form, Line, Talk, TalkState } from "../../../widgets/src/contact/contract.ts";
import type { ContactWords } from "../../../widgets/src/contact/words.ts";
import { makeAsk, makePost } from "../help/ask.ts";
import type { HelpEnv } from "../help/env.ts";
import { findLauncher } from "../help/name_launcher.ts";
import { toJson } from "../json.ts";
import { makeId } from "../store.ts";
import type { ContactForm, MyConversations, ShownConversation, ShownMessage, StreamTyping } from "../wire.gen.ts";
import { makeDelivery } from "./deliver.ts";
import { fileOf, fillForm, saveFile } from "./files.ts";
import { gatherLines } from "./gather.ts";
import { type Standing, standForLeader } from "./leader.ts";
import { markUnread } from "./mark.ts";
import { openShelf, prefixOf, type Queued } from "./shelf.ts";
import { follow } from "./stream.ts";
import { addMessages, NO_THREAD, type Thread, takeConversation, takeMessage, takeSeen } from "./thread.ts";

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

/** As long as the server says that somebody writes, ms; and how often we say so. */
const TYPING = 6000;
const TELL_TYPING = 4000;
/** A file may take so long, ms. */
const LONG = 180_000;
/** A conversation that was closed is gone on with for so long, ms; then another begins. */
const RECENT = 14 * 86_400_000;
const LIMITS: Form["limits"] = { text: 10_000, files: 5, file: 5_000_000 };

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
  const postFile = makePost(env, fillForm);
  const shelf = openShelf(key, () => store.read().device);
  const name = `handrail:${key}:talk`;
  const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(name) : undefined;
  const listeners = new Set<() => void>();
  let device = store.read().device;
  let asked: ContactForm | undefined;
  let thread: Thread = NO_THREAD;
  let typing: string | null = null;
  let typingEnds = 0;
  let toldTyping = 0;
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

  /** What one tab hears all hear. */
  function tellAll(what: string, data: unknown): void {
    hear(what, data);
    channel?.postMessage({ device, name: what, data } satisfies Told);
  }

  function hear(what: string, data: unknown): void {
    if (what === "message") {
      const message = data as ShownMessage;
      if (message.author === "agent") typing = null;
      thread = takeMessage(thread, message);
    } else if (what === "conversation") hearConversation(data as ShownConversation);
    else if (what === "seen") thread = takeSeen(thread, data as Parameters<typeof takeSeen>[1]);
    else if (what === "typing") hearTyping(data as StreamTyping);
    changed();
  }

  /** Of another one only whether it is unread matters here, unless it is the one that is open now. */
  function hearConversation(told: ShownConversation): void {
    const { conversation } = thread;
    if (conversation?.id === told.id) thread = takeConversation(thread, told);
    const { contact } = store.read();
    const open = told.status === "open" ? told.id : contact?.open === told.id ? null : contact?.open;
    store.change(() => ({ unread: told.unread, contact: { open: open ?? null } }));
    stand();
  }

  function hearTyping({ conversation_id, name: who }: StreamTyping): void {
    if (conversation_id !== thread.conversation?.id) return;
    typing = who ?? "";
    clearTimeout(typingEnds);
    typingEnds = window.setTimeout(() => {
      typing = null;
      changed();
    }, TYPING);
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
      if (thread.conversation?.id === to && thread.conversation.status === "open") return;
      tellAll("conversation", await ask<ShownConversation>(`conversations/${to}`));
      return;
    }
    const begun = await ask<ShownConversation>("conversations", {
      ...about,
      capsule: capsule ?? "[]",
      shared: wasShared(),
    });
    if (thread.conversation?.id !== begun.id) thread = takeConversation(NO_THREAD, begun);
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
    asked = undefined;
    thread = NO_THREAD;
    typing = null;
    if (config.errors != null) import("./errors.ts").then(({ forgetErrors }) => forgetErrors()).catch(fail);
  }

  async function refresh(): Promise<void> {
    const whose = device;
    // What was just read and voted goes along too.
    if (store.read().queue.length) await env.sync();
    asked = await ask<ContactForm>("contact", { url: location.href.slice(0, 8000) });
    const open = asked.conversation ?? (await findRecent());
    if (whose !== device) return;
    if (open) {
      thread = takeConversation(thread, open);
      for (let more = open.more; more; ) {
        const next = await ask<ShownConversation>(`conversations/${open.id}`, { after: thread.messages.at(-1)?.seq });
        thread = takeConversation(thread, next);
        more = next.more;
      }
      hearConversation({ ...open, unread: open.unread });
    }
    changed();
  }

  /** One that was closed not long ago. */
  async function findRecent(): Promise<ShownConversation | null> {
    const { conversations } = await ask<MyConversations>("conversations/mine");
    const last = conversations[0];
    if (!last || Date.now() - Date.parse(last.last_at) > RECENT) return null;
    return ask<ShownConversation>(`conversations/${last.id}`);
  }

  function read(): TalkState {
    const { contact } = store.read().help ?? {};
    const form: Form = asked ?? {
      ways: contact ?? {},
      conversations: contact?.conversations ?? true,
      open: null,
      keeps_hours: false,
      opens_at: null,
      expected_minutes: null,
      answers_by_mail: false,
      limits: LIMITS,
    };
    const sent = new Set(thread.messages.map(({ client_id }) => client_id));
    const waiting = shelf.list().filter(({ id }) => !sent.has(id));
    return { ...thread, form, waiting, typing };
  }

  const here = (path = ""): string => `conversations/${thread.conversation?.id}${path && `/${path}`}`;
  const act = async (path: string, about?: Readonly<Record<string, unknown>>): Promise<void> =>
    tellAll("conversation", await ask<ShownConversation>(here(path), about));

  const talk: Talk = {
    read,
    listen: (react) => {
      listeners.add(react);
      return () => listeners.delete(react);
    },
    refresh,
    gather: () => gatherLines(env, { keepQuery: asked?.keep_query ?? [], trail: asked?.trail ?? [] }, words),
    draft: shelf.draft,
    keepDraft: (change: Partial<Draft>) => shelf.keepDraft(change),
    send: (text: string, lines?: readonly Line[]) => {
      const { email, files } = shelf.draft();
      const capsule = lines ? toJson(lines.map(({ kind, label, value }) => ({ kind, label, value }))) : null;
      const conversation = thread.conversation?.id ?? null;
      shelf.put({ id: makeId(), text, files, email: email || null, capsule, conversation, failed: false });
      shelf.keepDraft({ text: "", files: [], removed: [] });
      stand();
      tellAll("queued", null);
    },
    sendAgain: (id) => {
      const one = shelf.list().find((waiting) => waiting.id === id);
      if (one) shelf.put({ ...one, failed: false });
      stand();
      tellAll("queued", null);
    },
    drop: (id) => {
      shelf.remove(id);
      tellAll("queued", null);
    },
    tellTyping: () => {
      if (!thread.conversation || Date.now() - toldTyping < TELL_TYPING) return;
      toldTyping = Date.now();
      post(here("typing")).catch(() => {}); // Nobody misses it.
    },
    tellSeen: () => {
      const { conversation } = thread;
      if (!conversation || conversation.last_seq <= conversation.seen_by_person) return;
      const seq = conversation.last_seq;
      thread = { ...thread, conversation: { ...conversation, seen_by_person: seq } };
      act("seen", { seq }).catch(fail);
    },
    leaveEmail: (email) => act("email", { email: email || null }),
    close: async () => {
      await act("close");
      // What else happened to it.
      await act("", { after: thread.messages.at(-1)?.seq ?? 0 });
    },
    rate: (score, text) => act("rating", { score, text: text || null }),
    answerOffer: async (message, accepted) => {
      const told = await ask<ShownConversation>(here(`offers/${message.id}`), { accepted });
      const answered = { ...message, offer_state: accepted ? "accepted" : "declined" } as const;
      thread = { ...thread, messages: addMessages(thread.messages, [answered]) };
      tellAll("conversation", told);
      if (!accepted || message.offer?.kind !== "tour") return true;
      const isListed = (): boolean => store.read().items.some(({ id }) => id === message.offer?.id);
      if (!isListed()) await env.sync();
      return isListed();
    },
    upload: async (file) => {
      const path = thread.conversation ? here("files") : "conversations/files";
      return (await postFile(path, { file: fileOf(file) }, AbortSignal.timeout?.(LONG))).json();
    },
    download: async ({ id, name: called }) =>
      saveFile(await (await post(`files/${id}`, {}, AbortSignal.timeout?.(LONG))).blob(), called),
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
      if (told.name === "begun" && !thread.conversation)
        thread = takeConversation(NO_THREAD, told.data as ShownConversation);
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
