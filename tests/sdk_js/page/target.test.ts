// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { askElement, findTarget } from "../../../sdk_js/src/page/target.ts";
import type { Locator } from "../../../sdk_js/src/wire.gen.ts";

/** There is no layout here: what is not hidden by an attribute or a style has a box. */
beforeEach(() => {
  document.body.replaceChildren();
  vi.spyOn(Element.prototype, "getClientRects").mockImplementation(function (this: Element) {
    const shown = !this.closest("[hidden],[style*='display: none']");
    return (shown ? [{ width: 9, height: 9 }] : []) as unknown as DOMRectList;
  });
});

function find(html: string, ...locators: readonly Locator[]): string | null {
  document.body.innerHTML = html;
  const found = findTarget(locators);
  return found.element ? found.element.id || found.element.localName : `(${found.missing})`;
}

describe("one way to find an element", () => {
  it.each<[string, string, Locator, string]>([
    ["test id", "<b id=a data-testid=x></b>", { test_id: "x" }, "a"],
    ["test id by another attribute", "<b id=a data-cy=x></b>", { test_id: "x" }, "a"],
    ["one test id, said twice", "<b id=a data-testid=x data-cy=x></b>", { test_id: "x" }, "a"],
    ["a test id on two, said in two ways", "<b data-testid=x></b><b data-cy=x></b>", { test_id: "x" }, "(ambiguous)"],
    ["a blank test id is none", "<b data-testid=' '></b>", { test_id: " " }, "(absent)"],
    ["css", "<b id=a class=x></b>", { css: "b.x" }, "a"],
    ["css that is none", "<b></b>", { css: "b:::" }, "(absent)"],
    ["text, the innermost", "<div><p id=a>Hello  <b>you</b></p></div>", { text: "Hello you" }, "a"],
    ["text in part is not it", "<p>Hello you</p>", { text: "Hello" }, "(absent)"],
    ["text beside what is for the browser", "<button id=a>Sa<style>b { c }</style>ve</button>", { text: "Save" }, "a"],
    ["text that a script says too", "<p id=a>Save<script type=text/plain>Save</script></p>", { text: "Save" }, "a"],
    ["text that only a style says", "<style>Save</style><noscript>Save</noscript>", { text: "Save" }, "(absent)"],
    ["text on a button of old", "<input id=a type=submit value=Go>", { text: "Go" }, "a"],
    ["label", "<label for=a>Price</label><input id=a><input>", { label: "Price" }, "a"],
    ["role and name", "<button>Save</button><button id=a>Send</button>", { role: "button", name: "Send" }, "a"],
    ["a name is whole", "<button>Send it</button>", { role: "button", name: "Send" }, "(absent)"],
    ["a role alone", "<main id=a></main>", { role: "main" }, "a"],
    ["a role that is said", "<div id=a role=tab>One</div>", { role: "tab", name: "One" }, "a"],
    ["a role that is said hides the tag's", "<a href=/ role=button>Go</a>", { role: "link" }, "(absent)"],
    ["an anchor that leads nowhere is no link", "<a>Go</a>", { role: "link" }, "(absent)"],
    [
      "what is hidden from assistive technology",
      "<div aria-hidden=true><button>Save</button></div>",
      { role: "button" },
      "(absent)",
    ],
    ["a heading of any level", "<h4 id=a>Lines</h4>", { role: "heading", name: "Lines" }, "a"],
    ["a text field of any type", "<label>Mail <input id=a type=email></label>", { role: "textbox", name: "Mail" }, "a"],
    ["a checkbox is no text field", "<label>Mail <input type=checkbox></label>", { role: "textbox" }, "(absent)"],
  ])("%s", (_, html, locator, found) => {
    expect(find(html, locator)).toBe(found);
  });
});

describe("several", () => {
  it("is as good as none", () => {
    expect(find("<b class=x></b><b class=x></b>", { css: ".x" })).toBe("(ambiguous)");
  });

  it("of which one is visible is that one", () => {
    expect(find("<b class=x hidden></b><b class=x id=a></b>", { css: ".x" })).toBe("a");
  });

  it("of which none is visible is hidden", () => {
    expect(find("<b class=x hidden></b><b class=x hidden></b>", { css: ".x" })).toBe("(hidden)");
  });

  it("are counted under within, the visible ones alone", () => {
    const rows = "<table data-testid=t><tr hidden><tr id=one><tr id=two></table>";
    const within = { test_id: "t" };
    expect(find(rows, { role: "row", nth: 2, within })).toBe("two");
    expect(find(rows, { role: "row", nth: 3, within })).toBe("(absent)");
    expect(find(rows, { role: "row", within })).toBe("(ambiguous)");
  });
});

describe("a list", () => {
  const html = "<b class=x></b><b class=x></b><i id=a></i>";

  it("takes the first that finds exactly one", () => {
    expect(find(html, { css: "u" }, { css: ".x" }, { css: "i" }, { css: "body" })).toBe("a");
  });

  it("says of the first that found something why it would not do", () => {
    expect(find(html, { css: "u" }, { css: ".x" })).toBe("(ambiguous)");
  });
});

describe("within", () => {
  const html = "<nav aria-label=Main><a href=/ id=a>Go</a></nav><nav aria-label=Other><a href=/>Go</a></nav>";

  it("looks inside one element only", () => {
    expect(find(html, { role: "link", within: { role: "navigation", name: "Main" } })).toBe("a");
  });

  it("finds nothing where that one isn't clear", () => {
    expect(find(html, { role: "link", within: { role: "navigation" } })).toBe("(absent)");
  });
});

describe("open shadow roots", () => {
  function attach(id: string, html: string, to: ParentNode = document): ShadowRoot {
    const host = (to as Document).querySelector(`#${id}`) as Element;
    const root = host.attachShadow({ mode: "open" });
    root.innerHTML = html;
    return root;
  }

  it("are pierced, one inside another", () => {
    document.body.innerHTML = "<div id=outer></div>";
    attach("inner", "<button id=deep>Deep</button>", attach("outer", "<div id=inner></div>"));
    expect(findTarget([{ role: "button", name: "Deep" }]).element?.id).toBe("deep");
    expect(findTarget([{ text: "Deep" }]).element?.id).toBe("deep");
    expect(findTarget([{ css: "#deep", within: { css: "#outer" } }]).element?.id).toBe("deep");
  });

  it("of ours are left out", () => {
    document.body.innerHTML = "<div id=ours data-handrail></div>";
    attach("ours", "<button>Next</button>");
    expect(findTarget([{ role: "button", name: "Next" }]).element).toBeNull();
  });
});

describe("what a condition may ask", () => {
  function ask(html: string, state: string): boolean | null {
    document.body.innerHTML = html;
    return askElement([{ css: "#a" }], state);
  }

  it.each<[string, string, boolean | null]>([
    ["<b id=a></b>", "visible", true],
    ["<b id=a hidden></b>", "visible", false],
    ["<b id=a></b><b id=a></b>", "visible", true],
    ["", "visible", false],
    ["", "absent", true],
    ["<b id=a hidden></b>", "absent", true],
    ["<b id=a></b>", "absent", false],
    ["<b id=a></b><b id=a></b>", "absent", false],
    ["<button id=a></button>", "enabled", true],
    ["<button id=a disabled></button>", "enabled", false],
    ["<div id=a aria-disabled=true></div>", "enabled", false],
    ["", "enabled", null],
    ["<input id=a>", "filled", false],
    ["<input id=a value=' '>", "filled", false],
    ["<input id=a value=x>", "filled", true],
    ["<div id=a><input value=x></div>", "filled", true],
    ["<select id=a><option value=''>None</select>", "filled", false],
    ["<div id=a contenteditable>x</div>", "filled", true],
    ["<input id=a type=checkbox checked>", "checked", true],
    ["<input id=a type=checkbox>", "checked", false],
    ["<div id=a role=switch aria-checked=true></div>", "checked", true],
    ["<button id=a aria-pressed=true></button>", "checked", true],
    ["<b id=a></b><b id=a></b>", "checked", null],
  ])("%s is %s: %s", (html, state, holds) => {
    expect(ask(html, state)).toBe(holds);
  });
});
