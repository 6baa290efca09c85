// @vitest-environment happy-dom
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { openSessions, takeToken } from "../../../sdk_js/src/preview/session.ts";

const arrive = (fragment: string) => history.replaceState({ of: "the host" }, "", `/a/b?c=d${fragment}`);

describe("a link", () => {
  beforeEach(() => arrive(""));

  it.each([
    ["#handrail=t0ken.x-y", "t0ken.x-y", "", false],
    ["#/inbox&handrail=t0ken", "t0ken", "#/inbox", true],
    ["#section&handrail=t0ken", "t0ken", "#section", true],
    ["#handrail=t0ken&section", "t0ken", "#section", true],
    ["#/a&handrail=t0ken&b=c", "t0ken", "#/a&b=c", true],
    // A router that knows fragments as paths alone has made one of it.
    ["#/handrail=t0ken", "t0ken", "", true],
    ["#/inbox", undefined, "#/inbox", false],
    ["#handrail=", undefined, "#handrail=", false],
    ["", undefined, "", false],
  ])("%s gives its token, and leaves the host's own fragment", (fragment, token, left, isShared) => {
    arrive(fragment);
    expect(takeToken()).toEqual({ token, isShared });
    expect(location.pathname + location.search + location.hash).toBe(`/a/b?c=d${left}`);
    expect(history.state).toEqual({ of: "the host" });
    expect(takeToken().token, "it is taken once").toBeUndefined();
  });

  it("keeps whatever fragment the host had", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w/=.-]{1,20}$/), (own) => {
        fc.pre(!own.includes("handrail="));
        arrive(`#${own}&handrail=t0ken`);
        expect(takeToken().token).toBe("t0ken");
        // A sign that parts what follows goes with what follows.
        expect(location.hash.replace(/\/+$/, "")).toBe(/^\/+$/.test(own) ? "" : `#${own.replace(/\/+$/, "")}`);
      }),
    );
  });
});

describe("what a tab keeps of a preview", () => {
  it.each(["", "null", "[]", "{", '{"preview":"one"}', '{"secret":"s"}', '"x"'])("is nothing of %s", (stored) => {
    sessionStorage["handrail:pk_x"] = stored;
    expect(openSessions("pk_x").read()).toBeUndefined();
  });

  it("is changed in parts, and gone once it ends", () => {
    const sessions = openSessions("pk_x");
    sessions.write({ preview: "one", secret: "s" });
    sessions.change({ locale: "nb" });
    expect(sessions.read()).toEqual({ preview: "one", secret: "s", locale: "nb" });
    expect(openSessions("pk_y").read()).toBeUndefined();
    sessions.write(undefined);
    sessions.change({ locale: "de" });
    expect(sessions.read()).toBeUndefined();
  });
});
