import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findMaker } from "../../../sdk_js/src/author/makers.ts";
import { judgeToken, judgeWords, levelOf, worstOf } from "../../../sdk_js/src/author/stability.ts";

describe("a name that somebody made up", () => {
  it.each([
    "new-invoice",
    "invoice_form",
    "customer",
    "btn-primary",
    "nav__item--active",
    "lineItems",
    "oauth2-button",
    "i18n-switch",
    "h2",
    "address2",
    "billing-step-2",
    "user.email",
    "overview",
    "rhythm",
    "søk",
    "step-1",
    "tab-2",
    "col-12",
    "phone1",
    "css-grid",
    "sc-header",
    "react-select-wrapper",
    "field-name",
    "https-only",
    "xlsx-download",
    "dialog-title",
    "newsletterSignUp",
  ])("%s is one", (token) => {
    expect(findMaker(token)).toBeNull();
  });

  it.each([
    [":r1:", "React"],
    ["radix-:r1a:", "React"],
    ["«r3»", "React"],
    ["radix-_r_1_", "React"],
    ["css-1x2y3z", "Emotion"],
    ["css-1x2y3z-MuiButton-root", "Emotion"],
    ["MuiButton-root", "MUI"],
    ["sc-bdVaJa", "styled-components"],
    ["makeStyles-root-12", "JSS"],
    ["jss42", "JSS"],
    ["svelte-1tky8bj", "Svelte"],
    ["jsx-2871293847", "styled-jsx"],
    ["data-v-7ba5bd90", "Vue"],
    ["_button_1a2b3_5", "CSS modules"],
    ["Button_primary__3xK2a", "hash"],
    ["headlessui-menu-button-3", "counts"],
    ["ember1234", "counts"],
    ["react-aria-12", "counts"],
    ["mat-input-4", "counts"],
    ["3f2504e0-4f89-11d3-9a0c-0305e82c3301", "record"],
    ["invoice-48213", "record"],
    ["item-a8f3c92e", "hash"],
    ["xkqzvwp", "hash"],
    [":R1mcq6:", "React"],
    ["_R_1h_", "React"],
    ["menu::r1:trigger", "React"],
    ["css-vubbuv", "Emotion"],
    ["css-0", "Emotion"],
    ["e1ex4k9s0", "hash"],
    ["mantine-Button-root", "kind"],
    ["PrivateSwitchBase-input-4", "JSS"],
    ["ng-tns-c123-4", "Angular"],
    ["v-0-1", "Vue"],
    ["reka-dialog-title-v-1", "Vue"],
    ["styles-module__button___abcDe", "CSS modules"],
    ["_a9zr", "build"],
    ["ctl00_ContentPlaceHolder1_btnSave", "ASP.NET"],
    ["form:j_idt23:save", "JSF"],
    ["phx-GBaB1_2K3l", "server"],
    ["dialog:cl-12:title", "counts"],
    ["label-vaadin-text-field-0", "counts"],
    ["ChoiceGroup7-A", "Fluent"],
    ["input-12", "no name"],
    ["pn_id_1", "counts"],
    ["el-id-1024-5", "counts"],
    ["sl-tab-3", "counts"],
    ["mui-12", "counts"],
    ["turbo-frame-a8b7", "hash"],
    ["507f1f77bcf86cd799439011", "hash"],
  ])("%s is none: %s", (token, why) => {
    expect(findMaker(token)).toContain(why);
  });

  it("is judged by what it is for", () => {
    expect(judgeToken("new-invoice", "test_id").stability).toBe("stable");
    expect(judgeToken("new-invoice", "id").stability).toBe("fair");
    expect(judgeToken("tab-2", "test_id")).toMatchObject({ stability: "fair", why: expect.stringContaining("number") });
    expect(judgeToken("is-open", "class").why).toContain("just now");
    expect(judgeToken("px-4", "class").why).toContain("looks");
    expect(judgeToken("md:flex", "class").why).toContain("looks");
    expect(judgeToken("invoice-list", "class").stability).toBe("fair");
  });

  it("is told from a hash, whatever the hash", () => {
    const hash = fc.uuid().map((id) => id.replace(/-/g, "").slice(0, 12));
    fc.assert(
      fc.property(hash, (made) => {
        fc.pre(/\d/.test(made) && /[a-f]\d+[a-f]/.test(made));
        expect(findMaker(`card-${made}`)).not.toBeNull();
      }),
    );
  });
});

describe("words", () => {
  it.each([
    ["New invoice", "stable", "people"],
    ["Ny faktura", "stable", "people"],
    ["March Madness", "stable", "people"],
    ["Due 2024-05-01", "fragile", "date"],
    ["3 May 2024", "fragile", "date"],
    ["12. mars", "fragile", "date"],
    ["At 14:30", "fragile", "date"],
    ["Pay 1,200.00", "fragile", "amount"],
    ["€ 12", "fragile", "amount"],
    ["kr 450", "fragile", "amount"],
    ["80 %", "fragile", "amount"],
    ["ann@example.com", "fragile", "mail"],
    ["Invoice INV-0042", "fragile", "record"],
    ["Order #7", "fragile", "record"],
    ["Room 4821", "fragile", "record"],
    ["Inbox (3)", "fair", "count"],
    ["12 unread", "fair", "count"],
    ["Step 2 of them", "fair", "number"],
    ["الصفحة ٤٨٢١", "fragile", "record"],
    ["This says quite a lot about what will happen now", "fair", "long"],
    ["x".repeat(100), "fragile", "long"],
  ])("%s is %s", (words, stability, why) => {
    const judged = judgeWords(words, "name");
    expect(judged.stability).toBe(stability);
    expect(judged.why).toContain(why);
  });

  it("never last longer for a number in them", () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 4 }), fc.nat(), (words, number) => {
        const plain = levelOf(judgeWords(words, "name"));
        expect(levelOf(judgeWords(`${words} ${number}`, "name"))).toBeGreaterThanOrEqual(Math.min(plain, 1));
        expect(levelOf(judgeWords(`${words} ${number}`, "name"))).toBeGreaterThan(0);
      }),
    );
  });
});

it("of several judgements the worst holds, and only what speaks against it is told", () => {
  const good = { stability: "stable", why: "good" } as const;
  const fair = { stability: "fair", why: "fair" } as const;
  expect(worstOf(good, fair)).toEqual(fair);
  expect(worstOf(good)).toEqual(good);
  expect(worstOf()).toEqual({ stability: "stable", why: "" });
});
