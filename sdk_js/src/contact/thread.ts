/** What is known of a conversation, and what becomes of that with each thing the server tells: pure. */
import type { Conversation, Message } from "../../../widgets/src/contact/contract.ts";
import type { ShownConversation, ShownMessage } from "../wire.gen.ts";

export interface Thread {
  readonly conversation: Conversation | null;
  /** In their order. */
  readonly messages: readonly Message[];
}

export const NO_THREAD: Thread = { conversation: null, messages: [] };

/** Another conversation takes the place of the one before; of the same one nothing goes back. */
export function takeConversation(thread: Thread, { messages, ...told }: ShownConversation): Thread {
  const { conversation: before } = thread;
  const isSame = before?.id === told.id;
  const conversation: Conversation = {
    ...told,
    seen_by_agents: Math.max(told.seen_by_agents, isSame ? before.seen_by_agents : 0),
    seen_by_person: Math.max(told.seen_by_person, isSame ? before.seen_by_person : 0),
    last_seq: Math.max(told.last_seq, isSame ? before.last_seq : 0),
  };
  return { conversation, messages: addMessages(isSame ? thread.messages : [], messages ?? []) };
}

/** Each once, the newer in the older one's place. */
export function addMessages(known: readonly Message[], told: readonly Message[]): readonly Message[] {
  if (!told.length) return known;
  const all = new Map([...known, ...told].map((one) => [one.id, one]));
  return [...all.values()].sort((a, b) => a.seq - b.seq);
}

export function takeMessage(thread: Thread, message: ShownMessage): Thread {
  const { conversation, messages } = thread;
  if (conversation?.id !== message.conversation_id) return thread;
  const last_seq = Math.max(conversation.last_seq, message.seq);
  return { conversation: { ...conversation, last_seq }, messages: addMessages(messages, [message]) };
}

export function takeSeen(thread: Thread, { conversation_id, seq }: { conversation_id: string; seq: number }): Thread {
  const { conversation } = thread;
  if (conversation?.id !== conversation_id) return thread;
  return {
    ...thread,
    conversation: { ...conversation, seen_by_agents: Math.max(conversation.seen_by_agents, seq) },
  };
}
