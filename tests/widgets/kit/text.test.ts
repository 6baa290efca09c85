// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import type { TextNode } from "../../../widgets/src/contract.ts";
import { createLink, fillWords, renderText } from "../../../widgets/src/kit/text.ts";

function render(nodes: readonly TextNode[], inline = false): string {
  const box = document.createElement("div");
  box.append(renderText(nodes, inline));
  return box.innerHTML;
}

describe("renderText", () => {
  it("makes the elements of a text", () => {
    const nodes: TextNode[] = [
      {
        tag: "p",
        children: ["a ", { tag: "strong", children: ["b"] }, { tag: "br" }, { tag: "code", children: ["c"] }],
      },
      { tag: "ul", children: [{ tag: "li", children: ["d"] }] },
    ];
    expect(render(nodes)).toBe("<p>a <strong>b</strong><br><code>c</code></p><ul><li>d</li></ul>");
  });

  it("keeps markup in a text as text", () => {
    expect(render(["<img src=x onerror=alert(1)>"])).toBe("&lt;img src=x onerror=alert(1)&gt;");
  });

  it.each(["script", "img", "iframe", "style", "P", "a:b", "constructor"])("makes no <%s>", (tag) => {
    expect(render([{ tag, children: ["x"] } as unknown as TextNode])).toBe("x");
  });

  it("leaves blocks out of a heading", () => {
    const nodes: TextNode[] = [{ tag: "p", children: ["a ", { tag: "em", children: ["b"] }] }];
    expect(render(nodes, true)).toBe("a <em>b</em>");
  });

  it.each([
    "javascript:alert(1)",
    "JaVaScript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,x",
    "",
    null,
    "http://",
  ])("keeps the words of a link to %j and drops the address", (href) => {
    expect(render([{ tag: "a", href, children: ["there"] }])).toBe("there");
  });
});

describe("createLink", () => {
  it("opens what is elsewhere in a tab of its own", () => {
    expect(createLink("https://elsewhere.example/")).toMatchObject({ target: "_blank", rel: "noopener" });
  });

  it.each(["/invoices", `${location.origin}/invoices`, "mailto:help@example.com"])("stays here for %s", (href) => {
    expect(createLink(href)?.target).toBe("");
  });
});

describe("fillWords", () => {
  it("fills what it knows, as it is", () => {
    expect(fillWords("{n} of {total}, {other}", { n: 2, total: 5 })).toBe("2 of 5, {other}");
    expect(fillWords("{title}", { title: "$& {n}" })).toBe("$& {n}");
  });
});
