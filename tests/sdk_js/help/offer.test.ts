import { describe, expect, it } from "vitest";
import { foldVotes, listOffers } from "../../../sdk_js/src/help/offer.ts";
import type { Listed, PageEvent } from "../../../sdk_js/src/wire.gen.ts";

const ALWAYS = { all: [] };
const article = (id: string): Listed => ({ id, kind: "article", hash: id, when: ALWAYS, title: id });
const snippet = (id: string): Listed => ({
  id,
  kind: "snippet",
  hash: id,
  when: ALWAYS,
  show: "beside",
  target: [],
  title: id,
  placement: "bottom",
  theme: "default",
});
const voted = (item: string, helped: boolean): PageEvent => ({
  id: item,
  name: "article_voted",
  item,
  at: "",
  props: { helped },
});

describe("what somebody said of articles", () => {
  const items = [article("refunds"), article("taxes"), snippet("tip"), article("roles")];
  const offered = (votes: Readonly<Record<string, boolean>>) =>
    listOffers(items, () => true, { progress: {}, votes }).map(({ id }) => id);

  it("puts what did not help behind all the rest, and moves nothing else", () => {
    expect(offered({})).toEqual(["tip", "refunds", "taxes", "roles"]);
    expect(offered({ refunds: false, roles: true, tip: false })).toEqual(["tip", "taxes", "roles", "refunds"]);
  });

  it("counts before the server has heard of it, the last word last", () => {
    const other: PageEvent = { id: "x", name: "article_read", item: "roles", at: "", props: {} };
    const queue = [voted("refunds", true), other, voted("refunds", false), voted("taxes", true)];
    expect(foldVotes({ taxes: false, tip: true }, queue)).toEqual({ refunds: false, taxes: true, tip: true });
  });
});
