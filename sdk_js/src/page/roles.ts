/** Which elements have a role without saying so: HTML Accessibility API Mappings, as selectors. */
const UNLIKE_TEXT = ["button", "checkbox", "color", "file", "hidden", "image", "number", "radio", "range", "reset", "search", "submit"];
const types = (...names: readonly string[]): string => names.map((name) => `input[type=${name}]`).join();
const INSIDE = ":is(article,aside,main,nav,section)";

const IMPLICIT: Readonly<Record<string, string>> = {
  article: "article",
  banner: `header:not(${INSIDE} header)`,
  button: `button,summary,${types("button", "submit", "reset", "image")}`,
  cell: "td",
  checkbox: types("checkbox"),
  columnheader: "th:not([scope=row])",
  combobox: "select:not([multiple],[size]),input[list]",
  complementary: "aside",
  contentinfo: `footer:not(${INSIDE} footer)`,
  dialog: "dialog",
  figure: "figure",
  form: "form",
  gridcell: "[role=grid] td",
  group: "fieldset,details,optgroup",
  heading: "h1,h2,h3,h4,h5,h6",
  img: "img:not([alt='']),svg",
  link: "a[href],area[href]",
  list: "ul,ol,menu",
  listbox: "select[multiple],select[size]",
  listitem: "li",
  main: "main",
  meter: "meter",
  navigation: "nav",
  option: "option",
  paragraph: "p",
  progressbar: "progress",
  radio: types("radio"),
  region: "section[aria-label],section[aria-labelledby]",
  row: "tr",
  rowgroup: "tbody,thead,tfoot",
  rowheader: "th[scope=row]",
  searchbox: types("search"),
  separator: "hr",
  slider: types("range"),
  spinbutton: types("number"),
  status: "output",
  table: "table",
  textbox: `textarea,[contenteditable=""],[contenteditable=true],input:not([list],${UNLIKE_TEXT.map((type) => `[type=${type}]`).join()})`,
};

/** All that may have this role; an element's own `role` counts before its tag. */
export const selectRole = (role: string): string => [`[role~=${role}]`, IMPLICIT[role]].filter(Boolean).join();

export function hasRole(element: Element, role: string): boolean {
  const said = element.getAttribute("role")?.trim().split(/\s+/)[0];
  return !said || said === role;
}
