import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_THREAD, takeConversation, takeMessage, takeSeen } from "../../../sdk_js/src/contact/thread.ts";
import type { ShownConversation, ShownMessage } from "../../../sdk_js/src/wire.gen.ts";

const say = (seq: number, more: Partial<ShownMessage> = {}): ShownMessage => ({
  id: `m${seq}`,
  conversation_id: "c",
  seq,
  kind: "message",
  author: "agent",
  name: null,
  text: `${seq}`,
  files: [],
  offer: null,
  offer_state: null,
  change: null,
  reason: null,
  client_id: null,
  at: "2026-01-05T09:00:00.000Z",
  ...more,
});
const tell = (more: Partial<ShownConversation> = {}): ShownConversation => ({
  id: "c",
  number: 1,
  status: "open",
  subject: "",
  agent: null,
  email: null,
  created_at: "",
  last_at: "",
  last_seq: 1,
  seen_by_person: 0,
  seen_by_agents: 0,
  unread: 0,
  rating: null,
  asks_rating: false,
  messages: [],
  more: false,
  ...more,
});

describe("a thread", () => {
  it("has each message once and in its place, in whatever order and however often they come", () => {
    const seqs = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 40 });
    fc.assert(
      fc.property(seqs, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (seqs, alone) => {
        let thread = takeConversation(NO_THREAD, tell({ last_seq: 0 }));
        seqs.forEach((seq, index) => {
          thread = alone[index]
            ? takeMessage(thread, say(seq))
            : takeConversation(thread, tell({ last_seq: seq, messages: [say(seq)] }));
        });
        expect(thread.messages.map(({ seq }) => seq)).toEqual([...new Set(seqs)].sort((a, b) => a - b));
        expect(thread.conversation?.last_seq).toBe(Math.max(0, ...seqs));
      }),
    );
  });

  it("takes the newer word on a message in the older one's place", () => {
    const offer = { kind: "tour", id: "t", title: "T" } as const;
    let thread = takeConversation(NO_THREAD, tell({ messages: [say(1, { offer, offer_state: "offered" }), say(2)] }));
    thread = takeMessage(thread, say(1, { offer, offer_state: "accepted" }));
    expect(thread.messages.map(({ offer_state }) => offer_state)).toEqual(["accepted", null]);
  });

  it("never goes back in what was seen, in whatever order it is told", () => {
    const told = fc.array(fc.tuple(fc.boolean(), fc.nat(20)), { maxLength: 20 });
    fc.assert(
      fc.property(told, (told) => {
        let thread = takeConversation(NO_THREAD, tell());
        for (const [alone, seq] of told)
          thread = alone
            ? takeSeen(thread, { conversation_id: "c", seq })
            : takeConversation(thread, tell({ seen_by_agents: seq, seen_by_person: seq }));
        expect(thread.conversation?.seen_by_agents).toBe(Math.max(0, ...told.map(([, seq]) => seq)));
        expect(thread.conversation?.seen_by_person).toBe(Math.max(0, ...told.map(([alone, seq]) => (alone ? 0 : seq))));
      }),
    );
  });

  it("is of one conversation: another takes its place with all it has, and what is of another is not heard", () => {
    const before = takeConversation(NO_THREAD, tell({ messages: [say(1)], seen_by_agents: 9, last_seq: 9 }));
    expect(takeMessage(before, say(2, { conversation_id: "other" }))).toBe(before);
    expect(takeSeen(before, { conversation_id: "other", seq: 12 })).toBe(before);
    const after = takeConversation(before, tell({ id: "other", messages: [say(3, { conversation_id: "other" })] }));
    expect(after.messages.map(({ seq }) => seq)).toEqual([3]);
    expect(after.conversation).toMatchObject({ id: "other", seen_by_agents: 0, last_seq: 1 });
  });
});
