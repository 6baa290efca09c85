/** Asks the server where things stand: how the team is reached, and the conversation that is open, or was not long ago. */
import type { Ask } from "../help/ask.ts";
import type { HelpEnv } from "../help/env.ts";
import type { ContactForm, MyConversations, ShownConversation } from "../wire.gen.ts";
import type { Hear, Known } from "./heard.ts";
import { takeConversation } from "./thread.ts";

/** A conversation that was closed is gone on with for so long, ms; then another begins. */
const RECENT = 14 * 86_400_000;

export async function catchUp(env: HelpEnv, ask: Ask, known: Known, hear: Hear): Promise<void> {
  const { store } = env;
  const { device } = store.read();
  // What was just read and voted goes along too.
  if (store.read().queue.length) await env.sync();
  const asked = await ask<ContactForm>("contact", { url: location.href.slice(0, 8000) });
  const open = asked.conversation ?? (await findRecent(ask));
  if (device !== store.read().device) return;
  known.asked = asked;
  if (open) {
    known.thread = takeConversation(known.thread, open);
    for (let { more } = open; more; ) {
      const after = known.thread.messages.at(-1)?.seq;
      const next = await ask<ShownConversation>(`conversations/${open.id}`, { after });
      known.thread = takeConversation(known.thread, next);
      more = next.more;
    }
  }
  hear(open ? "conversation" : "form", open);
}

async function findRecent(ask: Ask): Promise<ShownConversation | null> {
  const { conversations } = await ask<MyConversations>("conversations/mine");
  const last = conversations[0];
  if (!last || Date.now() - Date.parse(last.last_at) > RECENT) return null;
  return ask<ShownConversation>(`conversations/${last.id}`);
}
