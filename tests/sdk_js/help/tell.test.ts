import { describe, expect, it } from "vitest";
import { makeTell } from "../../../sdk_js/src/help/tell.ts";
import type { PageEvent } from "../../../sdk_js/src/wire.gen.ts";

function listen(signals: { globalPrivacyControl?: boolean; doNotTrack?: string | null } = {}) {
  const heard: Partial<PageEvent>[] = [];
  return { heard, tell: makeTell((event) => heard.push(event), "nb", signals) };
}

describe("what somebody did for help", () => {
  it("is told with the locale, and with its item where it has one", () => {
    const { heard, tell } = listen({ doNotTrack: "0" });
    tell("article_read", { from: "search" }, "refunds");
    tell("searched", { q: "refund", results: 3 });
    expect(heard).toEqual([
      { name: "article_read", item: "refunds", props: { locale: "nb", from: "search" } },
      { name: "searched", props: { locale: "nb", q: "refund", results: 3 } },
    ]);
  });

  it("is cut to what the server takes", () => {
    const { heard, tell } = listen();
    tell("searched", { q: "x".repeat(1000), results: 0 });
    tell("article_voted", { helped: false, reason: "漢".repeat(1000) }, "refunds");
    expect(heard.map(({ props }) => [`${props?.q ?? ""}`.length, `${props?.reason ?? ""}`.length])).toEqual([
      [200, 0],
      [0, 500],
    ]);
  });

  it.each([{ globalPrivacyControl: true }, { doNotTrack: "1" }])("is not told under %o, but for votes", (signals) => {
    const { heard, tell } = listen(signals);
    tell("help_opened", { path: "" });
    tell("article_read", {}, "refunds");
    tell("snippet_opened", {}, "tax");
    tell("searched", { q: "refund", results: 3 });
    tell("result_opened", { q: "refund", position: 1 }, "refunds");
    tell("question_asked", { q: "refund?", answered: false });
    tell("article_voted", { helped: true }, "refunds");
    expect(heard.map(({ name }) => name)).toEqual(["article_voted"]);
  });
});
