/** What this tab knows of the conversation, and what becomes of that with what is told: by the stream, by an answer, or by another tab. */
import type { Form, TalkState } from "../../../widgets/src/contact/contract.ts";
import type { Store } from "../store.ts";
import type { ContactForm, ShownConversation, ShownMessage, StreamTyping } from "../wire.gen.ts";
import type { Shelf } from "./shelf.ts";
import { NO_THREAD, type Thread, takeConversation, takeMessage, takeSeen } from "./thread.ts";

export interface Known {
  thread: Thread;
  /** As the server said last. */
  asked: ContactForm | undefined;
  typing: string | null;
}

/** As long as the server says that somebody writes, ms. */
const TYPING = 6000;
const LIMITS: Form["limits"] = { text: 10_000, files: 5, file: 5_000_000 };

export const knowNothing = (): Known => ({ thread: NO_THREAD, asked: undefined, typing: null });

interface Parts {
  readonly known: Known;
  readonly store: Store;
  readonly changed: () => void;
  /** Another conversation is open now, or none. */
  readonly moved: () => void;
  /** The open one is no more. */
  readonly closed: () => void;
}

export type Hear = (what: string, data: unknown) => void;

export function makeHear({ known, store, changed, moved, closed }: Parts): Hear {
  let typingEnds = 0;

  /** Of another one only whether it is unread matters here, unless it is the one that is open now. */
  function hearConversation(told: ShownConversation): void {
    if (known.thread.conversation?.id === told.id) known.thread = takeConversation(known.thread, told);
    const { contact } = store.read();
    const open = told.status === "open" ? told.id : contact?.open === told.id ? null : contact?.open;
    store.change(() => ({ unread: told.unread, contact: { open: open ?? null } }));
    moved();
    if (contact?.open && !open) closed();
  }

  function hearTyping({ conversation_id, name }: StreamTyping): void {
    if (conversation_id !== known.thread.conversation?.id) return;
    known.typing = name ?? "";
    clearTimeout(typingEnds);
    typingEnds = window.setTimeout(() => {
      known.typing = null;
      changed();
    }, TYPING);
  }

  return (what, data) => {
    if (what === "message") {
      const message = data as ShownMessage;
      if (message.author === "agent") known.typing = null;
      known.thread = takeMessage(known.thread, message);
    } else if (what === "conversation") hearConversation(data as ShownConversation);
    else if (what === "seen") known.thread = takeSeen(known.thread, data as Parameters<typeof takeSeen>[1]);
    else if (what === "typing") hearTyping(data as StreamTyping);
    changed();
  };
}

export function readState({ thread, asked, typing }: Known, store: Store, shelf: Shelf): TalkState {
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
