/** Which elements have a role without saying so: HTML Accessibility API Mappings, as selectors. Missing: those named as their role. */
export const listTypes = (names: string): string => names.replace(/\w+/g, "input[type=$&]");
const BUTTONS = listTypes("button,submit,reset,image");
const OTHERS = listTypes("checkbox,radio,range,number,search,color,file,hidden");
const INSIDE = ":is(article,aside,main,nav,section)";

export const IMPLICIT: Readonly<Record<string, string>> = {
  banner: `header:not(${INSIDE} *)`,
  button: `button,summary,${BUTTONS}`,
  cell: "td",
  checkbox: listTypes("checkbox"),
  columnheader: "th:not([scope=row])",
  combobox: "select:not([multiple],[size]),input[list]",
  complementary: "aside",
  contentinfo: `footer:not(${INSIDE} *)`,
  group: "fieldset,details,optgroup",
  heading: "h1,h2,h3,h4,h5,h6",
  img: "img,svg",
  link: "a[href],area[href]",
  list: "ul,ol,menu",
  listbox: "select[multiple],select[size]",
  listitem: "li",
  menu: "[role=menu]",
  navigation: "nav",
  progressbar: "progress",
  radio: listTypes("radio"),
  region: "section[aria-label],section[aria-labelledby]",
  row: "tr",
  rowheader: "th[scope=row]",
  searchbox: listTypes("search"),
  slider: listTypes("range"),
  spinbutton: listTypes("number"),
  status: "output",
  textbox: `textarea,[contenteditable]:not([contenteditable=false]),input:not([list],${BUTTONS},${OTHERS})`,
};

/** All that may have this role; an element's own `role` counts before its tag. */
export const selectRole = (role: string): string => `[role~=${role}],${IMPLICIT[role] ?? role}`;

export const hasRole = (element: Element, role: string): boolean =>
  (element.getAttribute("role")?.match(/\S+/)?.[0] ?? role) === role;
