// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { labelOf, nameOf } from "../../../sdk_js/src/page/name.ts";

/** The element with `id=it`. */
function put(html: string): Element {
  document.body.innerHTML = html;
  const found = document.getElementById("it");
  if (!found) throw new Error("The markup lacks #it");
  return found;
}

beforeEach(() => document.body.replaceChildren());

describe("the name of an element", () => {
  it.each([
    ["its text", "button", "<button id=it> New \n invoice </button>", "New invoice"],
    [
      "text in pieces, as read",
      "button",
      "<button id=it>New<span style=display:inline> inv</span>oice<div>now</div></button>",
      "New invoice now",
    ],
    ["aria-label before text", "button", "<button id=it aria-label=Close>x</button>", "Close"],
    ["an empty aria-label does not count", "button", "<button id=it aria-label=' '>Save</button>", "Save"],
    [
      "aria-labelledby before aria-label",
      "button",
      "<i id=a>One</i><b id=b>Two</b><button id=it aria-labelledby='a b' aria-label=x></button>",
      "One Two",
    ],
    [
      "a reference that leads nowhere does not count",
      "button",
      "<button id=it aria-labelledby=gone>Save</button>",
      "Save",
    ],
    ["an image's alternative", "link", "<a id=it href=/><img alt=Home></a>", "Home"],
    [
      "what is hidden is not said",
      "button",
      "<button id=it>Save<span hidden>!</span><i aria-hidden=true>x</i></button>",
      "Save",
    ],
    [
      "what is not displayed is not said",
      "button",
      "<button id=it>Save<span style='display:none'>!</span></button>",
      "Save",
    ],
    ["styles and scripts are not said", "button", "<button id=it><style>a{}</style>Save</button>", "Save"],
    ["a label of its own", "textbox", "<label for=it>Price</label><input id=it>", "Price"],
    [
      "a label around it, without what is typed",
      "textbox",
      "<label>Price <input id=it value=5> EUR</label>",
      "Price EUR",
    ],
    ["several labels", "textbox", "<label for=it>Net</label><label for=it>price</label><input id=it>", "Net price"],
    ["a title", "textbox", "<input id=it title=Price>", "Price"],
    ["a placeholder last", "textbox", "<input id=it placeholder=Price>", "Price"],
    ["a button's value", "button", "<input type=button id=it value=Go>", "Go"],
    ["a submit button's own word", "button", "<input type=submit id=it>", "Submit"],
    ["an image button's alternative", "button", "<input type=image id=it alt=Search>", "Search"],
    ["a fieldset's legend", "group", "<fieldset id=it><legend>Address</legend><input></fieldset>", "Address"],
    ["a table's caption", "table", "<table id=it><caption>Lines</caption></table>", "Lines"],
    ["a landmark is not named by its content", "navigation", "<nav id=it>Home</nav>", ""],
    [
      "what is typed in it is no name",
      "checkbox",
      "<div id=it role=checkbox>Flash <input value=3> times</div>",
      "Flash times",
    ],
    ["what is chosen in it is no name", "cell", "<table><tr><td id=it>In <select><option>EUR</select></table>", "In"],
  ])("%s", (_, role, html, name) => {
    expect(nameOf(put(html), role)).toBe(name);
  });

  it("goes through a shadow root and its slots", () => {
    const host = put("<div id=it>light</div>");
    host.attachShadow({ mode: "open" }).innerHTML = "<b>Dark</b> <slot></slot>";
    expect(nameOf(host, "button")).toBe("Dark light");
  });
});

describe("the label of a field", () => {
  it.each([
    ["from its label", "<label for=it>Customer</label><select id=it></select>", "Customer"],
    ["from aria-label", "<input id=it aria-label=Customer>", "Customer"],
    ["from what labels it", "<b id=a>Customer</b><div id=it contenteditable aria-labelledby=a></div>", "Customer"],
    ["not from its text", "<button id=it>Save</button>", ""],
    ["not from its placeholder", "<input id=it placeholder=Customer>", ""],
  ])("%s", (_, html, label) => {
    expect(labelOf(put(html))).toBe(label);
  });
});
