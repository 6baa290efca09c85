/**
 * One key for what agents do all day, shown by `?`. Never while somebody types, and only as long as it is chosen there (WCAG 2.1.4).
 * Each of them has a button or a link as well.
 */
export {};

const CHOICE = "handrail-inbox-keys";
const dialog = document.querySelector("#keys");
const choice = document.querySelector("#keys-on");

/** @param {string} selector */
function focus(selector) {
  const found = document.querySelector(selector);
  if (found instanceof HTMLElement) found.focus();
  return found;
}

/** @param {string} selector */
function click(selector) {
  const found = document.querySelector(selector);
  if (found instanceof HTMLElement) found.click();
}

/** To the next row of the list, or the one before. @param {number} by */
function move(by) {
  const rows = [...document.querySelectorAll("#conversations a")];
  const here = rows.findIndex((row) => row.matches(":focus"));
  const from = here >= 0 ? here : rows.findIndex((row) => row.hasAttribute("aria-current"));
  const row = rows[from < 0 ? 0 : Math.min(Math.max(from + by, 0), rows.length - 1)];
  if (row instanceof HTMLElement) row.focus();
}

/** @param {string} kind */
function write(kind) {
  click(`#as-${kind}`);
  focus("#text");
}

function showKeys() {
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

/** @type {Record<string, () => void>} */
const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  r: () => write("reply"),
  n: () => write("note"),
  a: () => click("#claim"),
  e: () => void focus("#reason"),
  u: () => click(".back"),
  "/": () => void focus("#q"),
  "?": showKeys,
};

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable], dialog") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const { target } = event;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && target instanceof HTMLTextAreaElement) {
    event.preventDefault();
    const kind = document.querySelector("#as-note:checked") ? "note" : "message";
    const button = document.querySelector(`#answer [name="kind"][value="${kind}"]`);
    if (button instanceof HTMLButtonElement) target.form?.requestSubmit(button);
    return;
  }
  if (event.key === "Escape" && target instanceof HTMLTextAreaElement) target.blur();
  const act = KEYS[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey || isTyping(target)) return;
  if (choice instanceof HTMLInputElement && !choice.checked) return;
  event.preventDefault();
  act();
});

if (choice instanceof HTMLInputElement) {
  choice.checked = localStorage.getItem(CHOICE) !== "off";
  choice.addEventListener("change", () => localStorage.setItem(CHOICE, choice.checked ? "on" : "off"));
}
const shown = document.querySelector("#show-keys");
shown?.removeAttribute("hidden");
shown?.addEventListener("click", showKeys);
