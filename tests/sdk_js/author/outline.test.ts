// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { outlineAround } from "../../../sdk_js/src/author/outline.ts";
import type { Locator } from "../../../sdk_js/src/wire.gen.ts";

/** There is no layout here: what is not hidden by an attribute has a box. */
beforeEach(() => {
  document.body.replaceChildren();
  vi.spyOn(Element.prototype, "getClientRects").mockImplementation(function (this: Element) {
    return (this.closest("[hidden]") ? [] : [{ width: 9, height: 9 }]) as unknown as DOMRectList;
  });
});

/** `<template>` of an element with `data-shadow` becomes its open shadow root. */
function around(html: string, locator: Locator = { role: "button", name: "Gone" }): string {
  document.body.innerHTML = html;
  for (const host of document.querySelectorAll("[data-shadow]")) {
    const template = host.querySelector("template");
    host.attachShadow({ mode: "open" }).innerHTML = template?.innerHTML ?? "";
    template?.remove();
  }
  return JSON.stringify(outlineAround([locator]));
}

describe("an outline has no text that somebody typed", () => {
  it.each<[string, string, Locator?]>([
    ["in a title", "<input value='Ann Secret'><button title='Ann Secret'></button>"],
    ["in a label of what is around it", "<div role=group aria-label='To: Ann Secret'><input value='Ann Secret'></div>"],
    ["in a shadow root", "<p data-shadow><template><input value='Ann Secret'></template></p><h2>To Ann Secret</h2>"],
    ["beside a shadow root", "<input value='Ann Secret'><p data-shadow><template><h2>Ann Secret</h2></template></p>"],
    ["as a preview", "<textarea># Ann Secret\n\nsays **hello**</textarea><h1>Ann Secret</h1>"],
    ["a line of it", "<textarea>Dear you,\nAnn Secret</textarea><button>Ann Secret</button>"],
    ["laid out", "<div contenteditable><p>Dear you</p><p>Ann Secret</p></div><h2>Dear you Ann Secret</h2>"],
    ["in capitals", "<input value='ann secret'><a href=/x>ANN SECRET</a>"],
    ["as the place", "<div contenteditable><section><h2>Ann Secret</h2><i id=at></i></section></div>", { css: "#at" }],
    ["in a box of one's own making", "<div role=textbox><a href=/x>Ann Secret</a></div>"],
    ["chosen", "<select><option>None</option><option selected value=7>Ann Secret</option></select><h2>Ann Secret</h2>"],
    ["not chosen", "<select><option>None</option><option>Ann Secret</option></select>"],
    ["in a list box", "<button aria-haspopup=listbox aria-label=Owner>Ann Secret</button><h2>Ann Secret</h2>"],
    [
      "in one named by itself",
      "<i id=l>Owner</i><button id=b aria-haspopup=listbox aria-labelledby='l b'>Ann Secret</button>",
    ],
  ])("%s", (_, html, locator) => {
    const told = around(`<main><h1>Invoices</h1>${html}</main>`, locator);
    expect(told.toLowerCase()).not.toMatch(/ann|secret/);
    expect(told).toContain("Invoices");
  });
});

describe("an outline has nothing that is not for others", () => {
  it.each<[string, string, Locator?]>([
    [
      "a label in it",
      "<div data-handrail-redact><button aria-label='Ann Secret'></button></div><a href=/>Ann Secret</a>",
    ],
    [
      "what is named by it",
      "<p id=n data-handrail-redact>Ann <b>Secret</b></p><section aria-labelledby=n><a href=/>Go</a></section>",
    ],
    ["a part of a name", "<button>Call <b data-handrail-redact>Ann Secret</b></button>"],
    ["a field in it", "<label data-handrail-redact>Ann Secret <input></label>"],
    ["a shadow root in it", "<p data-handrail-redact data-shadow><template><h2>Ann Secret</h2></template></p>"],
    [
      "what it holds in a shadow root",
      "<p data-shadow><template><b data-handrail-redact>Ann Secret</b></template></p><h2>Ann Secret</h2>",
    ],
    [
      "as the place",
      "<div data-handrail-redact><section><h2 data-testid=ann>X</h2><i id=at></i></section></div>",
      { css: "#at" },
    ],
    ["options", "<select data-handrail-redact><option>Ann Secret</option></select><h2>Ann Secret</h2>"],
  ])("%s", (_, html, locator) => {
    const told = around(`<main><h1>Invoices</h1>${html}</main>`, locator);
    expect(told.toLowerCase()).not.toMatch(/ann|secret/);
    expect(told).toContain("Invoices");
  });
});
