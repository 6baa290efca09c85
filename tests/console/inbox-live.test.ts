// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { takeOver } from "../../server/handrail/console/static/inbox-live.js";

function parse(html: string): Document {
  return new DOMParser().parseFromString(`<main>${html}</main>`, "text/html");
}

const row = (id: string, words: string, ago = "now") =>
  `<li id="c-${id}"><a href="/${id}">${words}</a> <time datetime="x">${ago}</time></li>`;
const list = (...rows: string[]) => `<ul id="list" data-live>${rows.join("")}</ul>`;
const read = () => [...document.querySelectorAll("li")].map((li) => li.querySelector("a")?.textContent);

beforeEach(() => {
  document.body.innerHTML = list(row("1", "One"), row("2", "Two"));
});

describe("a list", () => {
  it("gets what is new, loses what is gone, and is in the new order", () => {
    takeOver(parse(list(row("3", "Three"), row("2", "Two"))));
    expect(read()).toEqual(["Three", "Two"]);
  });

  it("keeps the element of what did not change, and tells its time anew", () => {
    const before = document.getElementById("c-2");
    takeOver(parse(list(row("2", "Two", "3 min"), row("1", "Other"))));
    expect(document.getElementById("c-2")).toBe(before);
    expect(before?.querySelector("time")?.textContent).toBe("3 min");
    expect(read()).toEqual(["Two", "Other"]);
  });

  it("keeps the focus where it was, wherever that moves", () => {
    document.querySelector<HTMLElement>("#c-2 a")?.focus();
    takeOver(parse(list(row("2", "Changed"), row("1", "One"))));
    expect(document.activeElement?.textContent).toBe("Changed");
  });
});

describe("a part that is no list", () => {
  const form = (csrf: string, text: string) =>
    `<div id="acts" data-live><form><input type="hidden" name="csrf" value="${csrf}"><select id="who"><option>${text}</option></select><button>Go</button></form></div>`;

  it("stays for a token alone, and changes for more", () => {
    document.body.innerHTML = form("a", "Ada");
    const before = document.querySelector("form");
    takeOver(parse(form("b", "Ada")));
    expect(document.querySelector("form")).toBe(before);
    takeOver(parse(form("b", "Bob")));
    expect(document.querySelector("option")?.textContent).toBe("Bob");
  });

  it("stays as long as somebody chooses in it", () => {
    document.body.innerHTML = form("a", "Ada");
    document.querySelector<HTMLElement>("select")?.focus();
    takeOver(parse(form("b", "Bob")));
    expect(document.querySelector("option")?.textContent).toBe("Ada");
  });

  it("stays when the other page has none", () => {
    takeOver(parse("<p>Nothing</p>"));
    expect(read()).toEqual(["One", "Two"]);
  });
});

describe("what somebody opened", () => {
  const details = `<details id="q"><summary>Quoted</summary></details>`;

  it.each([
    ["an item of a list", (words: string) => `<ol id="said" data-live><li id="m-1">${details}${words}</li></ol>`],
    ["a part that is no list", (words: string) => `<div id="about" data-live>${details}<p>${words}</p></div>`],
  ])("stays open in %s that changes, and what was closed stays closed", (_, part) => {
    for (const isOpen of [true, false]) {
      document.body.innerHTML = part("a");
      document.getElementById("q")?.toggleAttribute("open", isOpen);
      takeOver(parse(part("b")));
      expect(document.getElementById("q")?.hasAttribute("open")).toBe(isOpen);
      expect(document.body.textContent).toContain("b");
    }
  });

  it("is no change by itself: the element stays", () => {
    const part = `<div id="about" data-live>${details}</div>`;
    document.body.innerHTML = part;
    const before = document.getElementById("q");
    before?.setAttribute("open", "");
    takeOver(parse(part));
    expect(document.getElementById("q")).toBe(before);
    expect(before?.hasAttribute("open")).toBe(true);
  });
});
