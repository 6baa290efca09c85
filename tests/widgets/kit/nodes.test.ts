// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import type { ArticleNode } from "../../../widgets/src/article_node.ts";
import { type RenderProps, renderNodes } from "../../../widgets/src/kit/nodes.ts";
import { words } from "../../../widgets/src/panel/words/en.ts";

function render(nodes: readonly ArticleNode[], props: Partial<RenderProps> = {}) {
  const box = document.createElement("div");
  const whole = {
    words,
    locale: "en",
    locate: (path: string) => `at:${path}`,
    showMedia: () => {},
    ...props,
  };
  box.append(renderNodes(nodes, whole));
  return box;
}

const html = (...nodes: ArticleNode[]) => render(nodes).innerHTML;

describe("renderNodes", () => {
  it("makes the elements of an article", () => {
    const nodes: ArticleNode[] = [
      { tag: "p", children: ["a ", { tag: "del", children: ["b"] }, { tag: "br" }, { tag: "code", children: ["c"] }] },
      { tag: "blockquote", children: [{ tag: "p", children: ["d"] }] },
      { tag: "hr" },
    ];
    expect(html(...nodes)).toBe("<p>a <del>b</del><br><code>c</code></p><blockquote><p>d</p></blockquote><hr>");
  });

  it("puts headings under the article's own, with what links lead to", () => {
    expect(html({ tag: "h2", id: "how", children: ["How"] })).toBe('<h3 id="how" tabindex="-1">How</h3>');
    expect(html({ tag: "h4", children: ["Less"] })).toBe("<h5>Less</h5>");
  });

  it("counts a list from where it was begun", () => {
    expect(html({ tag: "ol", start: 3, children: [{ tag: "li", children: ["c"] }] })).toBe(
      '<ol start="3"><li>c</li></ol>',
    );
  });

  it("lets a table scroll within, by its name", () => {
    const cell = (tag: string, align?: string) => ({
      tag,
      children: [tag],
      align: (align ?? null) as "right" | null,
    });
    const row = { tag: "tr", children: [cell("th"), cell("td", "right"), cell("td", "x' onclick='")] };
    const box = render([{ tag: "table", children: [{ tag: "tbody", children: [row] }] }]);
    expect(box.firstElementChild?.getAttribute("role")).toBe("group");
    expect(box.querySelector("th")?.getAttribute("scope")).toBe("col");
    expect([...box.querySelectorAll("td")].map((one) => one.className)).toEqual(["right", ""]);
  });

  it("colours code", () => {
    const nodes: ArticleNode = {
      tag: "pre",
      children: [{ tag: "code", children: [{ tag: "span", token: "keyword", children: ["if"] }] }],
    };
    const box = render([nodes]);
    expect(box.querySelector("pre")?.dir).toBe("ltr");
    expect(box.querySelector(".token-keyword")?.textContent).toBe("if");
  });

  it.each([
    ["note", "Note"],
    ["tip", "Tip"],
    ["warning", "Warning"],
    ["constructor", "Note"],
  ])("says what kind of callout it is: %s", (callout, label) => {
    const box = render([{ tag: "aside", callout: callout as "note", children: [{ tag: "p", children: ["Mind"] }] }]);
    expect(box.querySelector("[role=note]")?.textContent).toBe(`${label}Mind`);
  });

  it("keeps markup in a text as text", () => {
    expect(html("<img src=x onerror=alert(1)>")).toBe("&lt;img src=x onerror=alert(1)&gt;");
  });

  it.each(["script", "iframe", "style", "object", "P", "a:b", "constructor", "toString"])("makes no <%s>", (tag) => {
    expect(html({ tag, children: ["x"] })).toBe("x");
  });

  it("makes no more than an author would write, however deep it goes", () => {
    let node: ArticleNode = "deep";
    for (let at = 0; at < 5000; at++) node = { tag: "em", children: [node] };
    expect(() => html(node)).not.toThrow();
  });
});

describe("links", () => {
  it.each(["javascript:alert(1)", " JaVaScript:alert(1)", "data:text/html,x", "vbscript:x", "snippet:x", "", null])(
    "keeps the words of one to %j and drops the address",
    (href) => {
      expect(html({ tag: "a", href, children: ["there"] })).toBe("there");
    },
  );

  it("opens other pages in a new tab, and says so", () => {
    const link = render([{ tag: "a", href: `${location.origin}/x`, children: ["there"] }]).querySelector("a");
    expect(link).toMatchObject({ target: "_blank", rel: "noopener", textContent: "there (opens in a new tab)" });
  });

  it.each(["/invoices", "mailto:help@example.com"])("stays here for %s", (href) => {
    expect(render([{ tag: "a", href, children: ["there"] }]).querySelector("a")?.target).toBe("");
  });

  it.each(["article:refunds#how", "tour:welcome", "contact:"])(
    "says which item %s is, and leads nowhere else",
    (href) => {
      const link = render([{ tag: "a", href, children: ["there"] }]).querySelector("a");
      expect(link?.hasAttribute("href")).toBe(false);
      expect(link?.dataset.item).toBe(href);
      expect(link).toMatchObject({ tabIndex: 0, role: "link" });
    },
  );
});

describe("media", () => {
  it("asks for ours where our server is, and for others where they are", () => {
    const showMedia = vi.fn();
    const media = [
      { tag: "img", src: "/v1/content/a.png", alt: "A" },
      { tag: "img", src: "//elsewhere.example/b.png", alt: "B" },
      { tag: "video", src: "https://elsewhere.example/c.mp4", alt: "C", captions: "/v1/content/c.vtt" },
    ];
    render(media, { showMedia });
    expect(showMedia.mock.calls.map(([, one]) => one)).toMatchObject([
      { kind: "image", src: "at:/v1/content/a.png", alt: "A", captions: null },
      { kind: "image", src: "at://elsewhere.example/b.png" },
      {
        kind: "video",
        src: "at:https://elsewhere.example/c.mp4",
        captions: "at:/v1/content/c.vtt",
        captions_locale: "en",
      },
    ]);
  });
});
