// @vitest-environment happy-dom
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { note, recallFrom } from "../../../sdk_js/src/page/kept.ts";

const SELECTORS = [
  "[data-testid],[data-cy]",
  "#b",
  ".x .y",
  ".x > .y",
  "button,[role~=button]",
  "button,[role~=button]\nrole",
  "b + b",
  "b ~ i",
  "b:first-child",
  "b:not(.x)",
];
const MARKUPS = [
  "<b></b>",
  "<b id=b class=x></b>",
  "<i data-testid=a></i>",
  "<p class=x><i class=y></i></p>",
  "<button>Go</button>",
  "<div><div role=button></div></div>",
  "Text",
];

let page: HTMLElement;
let observer: MutationObserver;

const find = (asked: string): Element[] => [...page.querySelectorAll(asked.split("\n")[0] as string)];

/** Each a change that a page may make, at an element that `at` names. */
const CHANGES: Record<string, (element: Element, markup: string) => void> = {
  append: (element, markup) => element.insertAdjacentHTML("beforeend", markup),
  prepend: (element, markup) => element.insertAdjacentHTML("afterbegin", markup),
  remove: (element) => element !== page && element.remove(),
  move: (element) => element !== page && page.append(element),
  restyle: (element) => element.classList.toggle("y"),
  rename: (element) => element.setAttribute("data-testid", "z"),
  write: (element) => {
    element.append("more");
  },
};

function change(kind: string, at: number, markup: string): void {
  const all = [page, ...page.querySelectorAll("*")];
  CHANGES[kind]?.(all[at % all.length] as Element, markup);
}

beforeEach(() => {
  document.body.innerHTML = "<main></main>";
  page = document.body.firstElementChild as HTMLElement;
  observer = new MutationObserver(() => {});
  observer.observe(page, { subtree: true, childList: true, attributes: true, characterData: true });
  note();
});

/** Out: how many were known still. */
function look(): number {
  const known = recallFrom(observer.takeRecords(), () => {}).get(page) ?? new Map<string, unknown>();
  recallFrom([], () => {}).set(page, known);
  let kept = 0;
  for (const asked of SELECTORS) {
    if (known.has(asked)) {
      kept += 1;
      expect(known.get(asked), asked).toEqual(find(asked));
    } else known.set(asked, find(asked));
  }
  return kept;
}

describe("what was found before", () => {
  it("is what would be found now, whatever changed", () => {
    const step = fc.tuple(fc.constantFrom(...Object.keys(CHANGES)), fc.nat(40), fc.constantFrom(...MARKUPS));
    fc.assert(
      fc.property(fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 12 }), (turns) => {
        page.replaceChildren();
        look();
        for (const turn of turns) {
          for (const [kind, at, markup] of turn) change(kind, at, markup);
          look();
        }
      }),
    );
  });

  it.each([
    ["nothing", () => {}, SELECTORS.length],
    ["a text", () => page.append("more"), SELECTORS.length - 3],
    ["an element that nobody asks for", () => page.insertAdjacentHTML("beforeend", "<hr>"), SELECTORS.length - 3],
    ["a removal of something else", () => page.querySelector("hr")?.remove(), SELECTORS.length - 3],
    ["an element that one asks for", () => page.insertAdjacentHTML("beforeend", "<s id=b></s>"), SELECTORS.length - 4],
    ["an attribute", () => page.setAttribute("title", "x"), 0],
    ["very much", () => page.insertAdjacentHTML("beforeend", "<hr>".repeat(300)), 0],
    ["something that is not told", () => note(), 0],
  ])("is kept after %s where that touches nothing of it", (_, act, left) => {
    page.innerHTML = "<b></b><hr>";
    look();
    act();
    expect(look()).toBe(left);
  });

  it("is told of the elements that are new while the rest is kept", () => {
    look();
    page.insertAdjacentHTML("beforeend", "<div><hr></div>");
    const added: string[] = [];
    recallFrom(observer.takeRecords(), (all) => added.push(...all.map(({ localName }) => localName)));
    expect(added).toEqual(["div", "hr"]);
  });

  it("is forgotten where a shadow root came along", () => {
    look();
    const host = document.createElement("div");
    host.attachShadow({ mode: "open" });
    page.append(host);
    expect(look()).toBe(0);
  });
});
