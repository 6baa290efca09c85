/** What the person does at the desk: each act is told to the server, or waits to be, and to the other tabs. */
import type { Talk } from "../../../widgets/src/contact/contract.ts";
import type { ContactWords } from "../../../widgets/src/contact/words.ts";
import { type Ask, makePost } from "../help/ask.ts";
import type { HelpEnv } from "../help/env.ts";
import { toJson } from "../json.ts";
import { makeId } from "../store.ts";
import type { ShownConversation } from "../wire.gen.ts";
import { fileOf, fillForm, saveFile } from "./files.ts";
import { gatherLines } from "./gather.ts";
import type { Hear, Known } from "./heard.ts";
import type { Shelf } from "./shelf.ts";
import { addMessages } from "./thread.ts";

interface Parts {
  readonly env: HelpEnv;
  readonly ask: Ask;
  readonly words: ContactWords;
  readonly known: Known;
  readonly shelf: Shelf;
  /** Something waits to be sent. */
  readonly stand: () => void;
  readonly tellAll: Hear;
}

/** How often it is said that somebody writes, ms. */
const TELL_TYPING = 4000;
/** A file may take so long, ms. */
const LONG = 180_000;

export function makeActs(parts: Parts): Omit<Talk, "read" | "listen" | "refresh"> {
  const { env, ask, words, known, shelf, stand, tellAll } = parts;
  const { store, fail } = env;
  const post = makePost(env);
  const postFile = makePost(env, fillForm);
  let toldTyping = 0;

  const here = (path = ""): string => `conversations/${known.thread.conversation?.id}${path && `/${path}`}`;
  const act = async (path: string, about?: Readonly<Record<string, unknown>>): Promise<void> =>
    tellAll("conversation", await ask<ShownConversation>(here(path), about));

  return {
    gather: () =>
      gatherLines(env, { keepQuery: known.asked?.keep_query ?? [], trail: known.asked?.trail ?? [] }, words),
    draft: shelf.draft,
    keepDraft: shelf.keepDraft,
    send: (text, lines) => {
      const { email, files } = shelf.draft();
      const capsule = lines ? toJson(lines) : null;
      const conversation = known.thread.conversation?.id ?? null;
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
      if (!known.thread.conversation || Date.now() - toldTyping < TELL_TYPING) return;
      toldTyping = Date.now();
      post(here("typing")).catch(() => {}); // Nobody misses it.
    },
    tellSeen: () => {
      const { conversation } = known.thread;
      if (!conversation || conversation.last_seq <= conversation.seen_by_person) return;
      const seq = conversation.last_seq;
      known.thread = { ...known.thread, conversation: { ...conversation, seen_by_person: seq } };
      act("seen", { seq }).catch(fail);
    },
    leaveEmail: (email) => act("email", { email: email || null }),
    close: async () => {
      await act("close");
      // What else happened to it.
      await act("", { after: known.thread.messages.at(-1)?.seq ?? 0 });
    },
    rate: (score, text) => act("rating", { score, text: text || null }),
    answerOffer: async (message, accepted) => {
      const told = await ask<ShownConversation>(here(`offers/${message.id}`), { accepted });
      const answered = { ...message, offer_state: accepted ? "accepted" : "declined" } as const;
      known.thread = { ...known.thread, messages: addMessages(known.thread.messages, [answered]) };
      tellAll("conversation", told);
      if (!accepted || message.offer?.kind !== "tour") return true;
      const isListed = (): boolean => store.read().items.some(({ id }) => id === message.offer?.id);
      if (!isListed()) await env.sync();
      return isListed();
    },
    upload: async (file) => {
      const path = known.thread.conversation ? here("files") : "conversations/files";
      return (await postFile(path, { file: fileOf(file) }, AbortSignal.timeout?.(LONG))).json();
    },
    download: async ({ id, name: called }) =>
      saveFile(await (await post(`files/${id}`, {}, AbortSignal.timeout?.(LONG))).blob(), called),
  };
}
