// @vitest-environment happy-dom
import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { joinRanked, keepWords, localiseLocator } from "../../../sdk_js/src/author/localise.ts";
import { outlineAround } from "../../../sdk_js/src/author/outline.ts";
import { proposeLocators } from "../../../sdk_js/src/author/propose.ts";
import { rankLocators } from "../../../sdk_js/src/author/rank.ts";
import { replaceTarget } from "../../../sdk_js/src/author/replace.ts";
import { findTarget } from "../../../sdk_js/src/page/target.ts";
import type { Locator } from "../../../sdk_js/src/wire.gen.ts";

/** There is no layout here: what is not hidden by an attribute has a box. */
beforeEach(() => {
  document.body.replaceChildren();
  vi.spyOn(Element.prototype, "getClientRects").mockImplementation(function (this: Element) {
    return (this.closest("[hidden]") ? [] : [{ width: 9, height: 9 }]) as unknown as DOMRectList;
  });
});

function rank(html: string) {
  document.body.innerHTML = html;
  const element = document.getElementById("it") ?? document.querySelector("[data-it]");
  if (!element) throw new Error("no element");
  return rankLocators(element);
}

const best = (html: string) => rank(html).find(({ fits }) => fits);

describe("the best locator", () => {
  it.each<[string, string, Locator]>([
    ["is the test id", "<button data-it data-testid=save>Save</button>", { test_id: "save" }],
    ["of whichever attribute", "<button data-it data-cy=save>Save</button>", { test_id: "save" }],
    [
      "but not a generated one",
      "<button data-it data-testid=btn-a8f3c92e>Save</button>",
      { role: "button", name: "Save" },
    ],
    ["is role and name", "<button data-it class=css-1x2y3z>Save</button>", { role: "button", name: "Save" }],
    ["of a field is its role and label", "<label>Price <input data-it></label>", { role: "textbox", name: "Price" }],
    [
      "of several is within what is named",
      "<nav aria-label=A><a href=/x>Home</a></nav><nav aria-label=B><a href=/x data-it>Home</a></nav>",
      { role: "link", name: "Home", within: { role: "navigation", name: "B" } },
    ],
    [
      "is within what is itself within",
      "<section aria-label=P><ul aria-label=L><li><b id=it>x</b></ul></section><section aria-label=Q><ul aria-label=L><li><b>x</b></ul></section>".replace(
        "id=it",
        "data-it",
      ),
      { text: "x", within: { role: "list", name: "L", within: { role: "region", name: "P" } } },
    ],
    [
      "is what somebody wrote before a role alone",
      "<select data-it name=country></select>",
      { css: 'select[name="country"]' },
    ],
    [
      "is the kind of an element that is the app's own",
      "<price-chart data-it><canvas></canvas></price-chart>",
      { css: "price-chart" },
    ],
    [
      "of an icon is what is said of it",
      "<button data-it><svg><title>Delete</title></svg></button>",
      { role: "button", name: "Delete" },
    ],
    [
      "is not the twin that nobody sees",
      "<button hidden>Menu</button><button data-it>Menu</button>",
      { role: "button", name: "Menu" },
    ],
    ["is an attribute where words change", "<a href=/inbox data-it>12,50 €</a>", { css: 'a[href="/inbox"]' }],
  ])("%s", (_, html, locator) => {
    expect(best(html)?.locator).toEqual(locator);
  });

  it("is no class of styled-components, also where it is letters alone", () => {
    const all = rank("<main><div data-it class='sc-bczRLJ bVGhqo'>Save</div><div>Save</div></main>");
    const classes = all.filter(({ locator }) => locator.css?.includes("."));
    expect(classes.length).toBeGreaterThan(0);
    for (const { stability, why } of classes) {
      expect(stability).toBe("fragile");
      expect(why).toContain("styled-components");
    }
  });

  it("counts only where nothing else tells them apart, and says so", () => {
    const rows = "<tr><td><button>Edit</button></td></tr><tr><td><button data-it>Edit</button></td></tr>";
    const found = best(`<main><table aria-label=Open><tbody>${rows}</tbody></table></main>`);
    expect(found?.stability).toBe("fragile");
    expect(found?.why).toContain("number 2 of 2");
    expect(found?.locator.within?.nth).toBe(2);
  });

  it("is not one of what nobody sees", () => {
    expect(rank("<button data-it hidden>Save</button>").some(({ fits }) => fits)).toBe(false);
  });

  it("says of what does not fit how many it finds", () => {
    const all = rank("<main><button data-it class=a>Edit</button></main><button class=a>Edit</button>");
    expect(all.find(({ locator }) => locator.name && !locator.within)).toMatchObject({ matches: 2, fits: false });
  });

  it("is found in open shadow roots", () => {
    document.body.innerHTML = "<div></div>";
    const root = document.body.firstElementChild?.attachShadow({ mode: "open" });
    if (!root) throw new Error("no root");
    root.innerHTML = "<button>Save</button>";
    const button = root.querySelector("button") as Element;
    expect(rankLocators(button)[0]).toMatchObject({ locator: { role: "button", name: "Save" }, fits: true });
  });

  it("finds just the element, whatever the page is", () => {
    const tag = fc.constantFrom("button", "a href=/x", "section aria-label=S", "li", "p", "h2", "label", "input");
    const attribute = fc.constantFrom("", " class=css-1x2y3z", " class=card", " data-testid=t", " id=x7", " hidden");
    const node = fc.tuple(tag, attribute, fc.constantFrom("Save", "Edit", "3 May 2024"));
    fc.assert(
      fc.property(fc.array(node, { minLength: 1, maxLength: 8 }), fc.nat(), (nodes, at) => {
        document.body.innerHTML = `<main>${nodes
          .map(([name, more, text]) => `<${name}${more}>${text}</${name.split(" ")[0]}>`)
          .join("")}</main>`;
        const all = [...document.querySelectorAll("main *")];
        const element = all[at % all.length] as Element;
        for (const { locator, fits, why } of rankLocators(element)) {
          expect(why).not.toBe("");
          expect(findTarget([locator]).element === element).toBe(fits);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("what was probably meant", () => {
  const propose = (html: string, ...broken: readonly Locator[]) => {
    document.body.innerHTML = html;
    return proposeLocators(broken);
  };

  it.each<[string, string, Locator, Locator]>([
    [
      "a renamed button",
      "<button>Create invoice</button><button>Sign out</button>",
      { role: "button", name: "New invoice" },
      { role: "button", name: "Create invoice" },
    ],
    [
      "a test id spelt otherwise",
      "<button data-testid=newInvoice>x</button>",
      { test_id: "new-invoice" },
      { test_id: "newInvoice" },
    ],
    [
      "a button that became a link",
      "<a href=/new>New invoice</a>",
      { role: "button", name: "New invoice" },
      { role: "link", name: "New invoice" },
    ],
    ["a label that changed", "<label>Unit price <input></label>", { label: "Price" }, { label: "Unit price" }],
    ["a text that changed", "<p>Send your invoices</p>", { text: "Send your invoice" }, { text: "Send your invoices" }],
    [
      "another id",
      '<input id="customer-name" name="customer-name">',
      { css: "#customer_name" },
      { css: "#customer-name" },
    ],
    [
      "the only one there",
      "<main><button>Go</button></main><button>x</button>",
      { role: "button", name: "Abc", within: { role: "main" } },
      { role: "button", name: "Go" },
    ],
    [
      "what has moved out of where it was",
      "<nav></nav><main><button>New invoice</button></main>",
      { role: "button", name: "New invoice", within: { role: "navigation" } },
      { role: "button", name: "New invoice" },
    ],
    [
      "a container that was renamed",
      "<section aria-label=Bills><button>Pay</button></section>",
      { role: "button", name: "Pay", within: { role: "region", name: "Invoices" } },
      { role: "button", name: "Pay" },
    ],
  ])("is %s", (_, html, broken, locator) => {
    const [found] = propose(html, broken);
    expect(found?.locator).toEqual(locator);
    expect(found).toMatchObject({ fits: true, because: expect.stringMatching(/./), replaces: expect.any(Number) });
  });

  it("is nothing where nothing is like it", () => {
    expect(propose("<button>Sign out</button><a href=/>Home</a>", { test_id: "new-invoice" })).toEqual([]);
  });

  it("is unsure where several are as good", () => {
    const found = propose("<main><button>Edit</button></main><nav><button>Edit</button></nav>", {
      role: "button",
      name: "Edit",
    });
    expect(found).toHaveLength(2);
    expect(found[0]?.likeness).toBeLessThan(0.6);
  });

  it("is less likely what another step is about", () => {
    document.body.innerHTML = "<button>New invoice</button>";
    const broken = [{ role: "button", name: "Create invoice" }];
    const [alone] = proposeLocators(broken);
    const [taken] = proposeLocators(broken, { others: [[{ role: "button", name: "New invoice" }]] });
    expect(taken?.likeness).toBeLessThan(alone?.likeness ?? 0);
  });
});

describe("an outline", () => {
  const around = (html: string, locator: Locator = { role: "button", name: "Gone" }) => {
    document.body.innerHTML = html;
    return outlineAround([locator]);
  };

  it("has roles and names of what is around the place", () => {
    const html =
      "<nav><a href=/>Home</a></nav><main><h1>Invoices</h1><div><button data-testid=new>New</button></div></main>";
    expect(around(html)).toEqual([
      {
        role: "main",
        children: [
          { role: "heading", name: "Invoices" },
          { role: "button", name: "New", test_id: "new" },
        ],
      },
    ]);
    expect(around(html, { role: "link", name: "Gone", within: { role: "navigation" } })[0]?.role).toBe("navigation");
  });

  it("has nothing that was typed, is not for others, or tells people and records apart", () => {
    const told = JSON.stringify(
      around(`<main><label>Name <input value="Ann Secret"></label><textarea>Dear Bob</textarea>
        <div contenteditable="true">My <b>draft</b></div><h2>Hello Ann Secret</h2>
        <p data-handrail-redact><button>Salary 9000</button></p><button>Pay 9000</button>
        <a href="/x">ann@example.com</a><a href="/y">Invoice 48213</a>
        <table><tr><td>Cell secret</td></tr></table><select><option>Chosen</option></select></main>`),
    );
    for (const secret of ["Ann", "Dear", "draft", "Salary", "9000", "example.com", "48213", "Cell", "Chosen"])
      expect(told).not.toContain(secret);
    expect(told).toContain("Name");
    expect(told).toContain("Invoice •••");
  });

  it("takes two kilobytes at the most, whatever the page", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 90 }), { maxLength: 200 }), fc.nat(9), (names, depth) => {
        const main = document.createElement("main");
        document.body.replaceChildren(main);
        let at: Element = main;
        for (const [index, name] of names.entries()) {
          const button = document.createElement("button");
          button.textContent = name;
          at.append(button);
          if (index % 9 < depth) {
            const section = document.createElement("section");
            section.setAttribute("aria-label", name);
            at.append(section);
            at = section;
          }
        }
        const size = new TextEncoder().encode(JSON.stringify(outlineAround([]))).length;
        expect(size).toBeLessThanOrEqual(2000);
      }),
      { numRuns: 20 },
    );
  });
});

describe("what was written before", () => {
  const chosen = { role: "button", name: "New" };
  it.each<[string, unknown, unknown]>([
    ["gives way, where it was one", { css: "#it" }, chosen],
    ["stays behind the new one, of a list, where it holds", [{ css: "#it" }], [chosen, { css: "#it" }]],
    ["goes, where it finds nothing or something else", [{ test_id: "gone" }, { css: "a" }], [chosen]],
    ["stays once", [{ role: "button", name: "Old" }, { label: "New" }, { text: "New" }], [chosen, { text: "New" }]],
    ["was nothing", null, chosen],
  ])("%s", (_, was, target) => {
    document.body.innerHTML = "<button id=it>New</button><a href=/x>x</a>";
    expect(replaceTarget(document.getElementById("it") as Element, chosen, was)).toEqual(target);
  });

  it("holds by its words in the locale of the page", () => {
    document.body.innerHTML = "<button id=it>Ny</button>";
    const was = [{ text: { en: "New", nb: "Ny" } }, { text: "New" }];
    const read = { locale: "nb", locales: ["en", "nb"] };
    expect(replaceTarget(document.getElementById("it") as Element, { css: "#it" }, was, read)).toEqual([
      { css: "#it" },
      { text: { en: "New", nb: "Ny" } },
    ]);
  });
});

describe("words per locale", () => {
  const authored = {
    role: "button",
    name: { en: "New", nb: "Ny" },
    within: { role: "region", name: { en: "Open", nb: "Åpne" } },
  };

  it.each([
    ["nb", "Ny", "Åpne"],
    ["nb-NO", "Ny", "Åpne"],
    ["en-GB", "New", "Open"],
    ["de", "New", "Open"],
  ])("are those of %s", (locale, name, around) => {
    expect(localiseLocator(authored, locale, "en")).toEqual({
      role: "button",
      name,
      within: { role: "region", name: around },
    });
  });

  it("are joined out of what was seen in each, and taken apart again", () => {
    const seen = (locator: Locator, fits = true) =>
      ({ locator, matches: 1, fits, stability: "stable", why: "x" }) as const;
    const en = [seen(localiseLocator(authored, "en", "en")), seen({ test_id: "new" }), seen({ css: "b" })];
    const nb = [seen({ test_id: "new" }, false), seen(localiseLocator(authored, "nb", "en"))];
    expect(joinRanked({ en, nb })).toEqual([
      { ...seen({}), locator: authored, counts: { en: 1, nb: 1 } },
      { ...seen({ test_id: "new" }), fits: false, counts: { en: 1, nb: 1 } },
    ]);
    expect(joinRanked({ en })).toEqual(en);
    expect(joinRanked({})).toEqual([]);
  });

  it.each<[string, Locator, unknown, string, object]>([
    ["of the default are written once", { role: "button", name: "New" }, null, "en", { role: "button", name: "New" }],
    ["of another say whose they are", { text: "Ny" }, null, "nb-NO", { text: { nb: "Ny" } }],
    ["join what was written in another", { text: "Ny" }, { text: "New" }, "nb", { text: { en: "New", nb: "Ny" } }],
    [
      "replace those of their own",
      { text: "Nytt" },
      [{ text: { en: "New", nb: "Ny" } }],
      "nb",
      { text: { en: "New", nb: "Nytt" } },
    ],
    ["that are the same stay one", { text: "OK" }, { text: "OK" }, "nb", { text: "OK" }],
    ["of another element go", { text: "Ny" }, { css: "b" }, "nb", { text: { nb: "Ny" } }],
    ["of a locale that the site has not are for all", { text: "Neu" }, { text: "New" }, "de", { text: "Neu" }],
  ])("%s", (_, locator, was, locale, written) => {
    expect(keepWords(locator, was, { locale, locales: ["en", "nb"] })).toEqual(written);
  });
});
