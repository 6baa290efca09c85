/**
 * The inbox stays as it is kept, without reloading: whatever the server tells of or a form sends, the page that it answers is taken part by
 * part into this one. Nothing is shown before it is kept. Without this script each form loads the page anew.
 *
 * In: `#inbox[data-events]`, parts marked `data-live`, forms marked `data-act`, `data-find` or `#answer`.
 * Out: `inbox:work` on the document for each message of a person, `detail: {conversation, who, words}`.
 */

const OFTEN = 3_000;
const MINUTE = 60_000;
const FOCUSABLE = "a, button, summary, select, input";

/** What two versions of an element are compared by: forms' tokens and how long ago something was change all the time. @param {Element} element */
function write(element) {
  return element.outerHTML
    .replace(/name="(csrf|client_id)"[^>]*value="[^"]*"/g, "")
    .replace(/(<time[^>]*>)[^<]*/g, "$1")
    .replace(/ open=""/g, "");
}

/** @param {Element} old @param {Element} fresh */
function setTimes(old, fresh) {
  const times = fresh.querySelectorAll("time");
  old.querySelectorAll("time").forEach((time, i) => {
    time.textContent = times[i]?.textContent ?? time.textContent;
  });
}

/** What somebody opened stays open. @param {Element | undefined} old @param {ParentNode} made */
function keepOpen(old, made) {
  for (const details of old?.querySelectorAll("details[open][id]") ?? [])
    made.querySelector(`#${CSS.escape(details.id)}`)?.setAttribute("open", "");
}

/** The element as it is now: the old one if nothing but times changed. @param {Element | undefined} old @param {Element} fresh */
function renew(old, fresh) {
  if (old && write(old) === write(fresh)) {
    setTimes(old, fresh);
    return old;
  }
  const made = document.importNode(fresh, true);
  keepOpen(old, made);
  old?.replaceWith(made);
  return made;
}

/** Children with ids keep their elements, so that neither the reader's place nor a screen reader's is lost. @param {Element} part @param {Element} fresh */
function merge(part, fresh) {
  const known = new Map([...part.children].map((child) => [child.id, child]));
  const keyed = [...fresh.children].every((child) => child.id);
  if (!keyed) {
    if (write(part) === write(fresh)) setTimes(part, fresh);
    else {
      const made = document.importNode(fresh, true);
      keepOpen(part, made);
      part.replaceChildren(...made.childNodes);
    }
    return;
  }
  const wanted = [...fresh.children].map((child) => renew(known.get(child.id), child));
  for (const child of [...part.children]) if (!wanted.includes(child)) child.remove();
  wanted.forEach((child, i) => {
    if (part.children[i] !== child) part.insertBefore(child, part.children[i] ?? null);
  });
}

/** Somebody is choosing in it just now. @param {Element} part */
function isInUse(part) {
  const held = document.activeElement;
  return held !== null && part.contains(held) && held.matches("select, input, textarea");
}

/** Take over what another version of this page has. @param {Document} page */
export function takeOver(page) {
  const held = document.activeElement;
  const home = held?.closest("[id]");
  const nth = home && held ? [...home.querySelectorAll(FOCUSABLE)].indexOf(held) : -1;
  for (const part of document.querySelectorAll("[data-live]")) {
    const fresh = page.getElementById(part.id);
    if (fresh && !isInUse(part)) merge(part, fresh);
  }
  if (!home || document.activeElement === held) return;
  const again = document.getElementById(home.id);
  const same = nth < 0 ? again : again?.querySelectorAll(FOCUSABLE)[nth];
  if (same instanceof HTMLElement) same.focus({ preventScroll: true });
}

/** @param {string} id @param {string} words */
function tell(id, words) {
  const place = document.getElementById(id);
  if (place && place.textContent !== words) place.textContent = words;
}

/** @param {Response} answer */
async function read(answer) {
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

let asking = false;
let stale = false;

/** The page as it is now. Whoever looks away reads nothing, so nothing is marked as seen. */
export async function refresh() {
  stale = true;
  if (asking || document.hidden) return;
  asking = true;
  try {
    while (stale) {
      stale = false;
      const answer = await fetch(location.href);
      if (answer.redirected) location.reload();
      else if (answer.ok) takeOver(await read(answer));
    }
  } catch {
    stale = true; // no connection: the stream says when there is one again
  } finally {
    asking = false;
  }
}

/** @param {HTMLFormElement} form @param {HTMLElement | null} submitter */
async function send(form, submitter) {
  const fields = new FormData(form, submitter);
  const search = new URLSearchParams();
  for (const [name, value] of fields) if (typeof value === "string") search.append(name, value);
  if (form.method === "get") {
    // What was searched is part of the page from now on, whenever it is loaded again.
    history.replaceState(null, "", `${form.action.split("?")[0]}?${search}`);
    return fetch(location.href);
  }
  const body = form.enctype === "multipart/form-data" ? fields : search;
  return fetch(form.action, { method: "POST", body });
}

/** An answer that is written while the last one is on its way goes after it; whatever else is pressed twice counts once. */
let answered = Promise.resolve();

/** @param {HTMLFormElement} form @param {HTMLElement | null} submitter */
async function submit(form, submitter) {
  if (form === answerBox) {
    answered = answered.then(() => (isEmpty() ? undefined : act(form, submitter)));
    return;
  }
  if (form.dataset.busy) return;
  form.dataset.busy = "yes";
  await act(form, submitter);
  delete form.dataset.busy;
}

/** @param {HTMLFormElement} form @param {HTMLElement | null} submitter */
async function act(form, submitter) {
  const written = readAnswer();
  try {
    const answer = await send(form, submitter);
    const page = await read(answer);
    if (page.getElementById("thread")) takeOver(page);
    else if (answer.redirected) location.assign(answer.url);
    else tell("problem", page.querySelector("main p")?.textContent ?? "It was not taken. Load the page again.");
    if (answer.ok && form === answerBox) clear(form, page, written);
  } catch {
    tell("problem", "There is no connection. Nothing was sent; what you wrote is still here.");
  }
}

const answerBox = document.querySelector("#answer");
const text = document.querySelector("#text");
const files = document.querySelector("#files");
const draft = `handrail-draft ${location.pathname}`;

/** @typedef {{ text: string, files: number }} Written */

/** @returns {Written} */
function readAnswer() {
  const words = text instanceof HTMLTextAreaElement ? text.value : "";
  return { text: words, files: files instanceof HTMLInputElement ? (files.files?.length ?? 0) : 0 };
}

function isEmpty() {
  const written = readAnswer();
  return !written.text.trim() && !written.files;
}

/**
 * Sent: the next message is another one. Whoever began it meanwhile goes on; else the box is empty again.
 * @param {HTMLFormElement} form @param {Document} page @param {Written} sent
 */
function clear(form, page, sent) {
  const id = page.querySelector("#client-id")?.getAttribute("value");
  form.querySelector("#client-id")?.setAttribute("value", id ?? "");
  if (!(text instanceof HTMLTextAreaElement)) return;
  const begun = text.value.startsWith(sent.text) ? text.value.slice(sent.text.length).trimStart() : text.value;
  if (begun) {
    text.value = begun;
    if (files instanceof HTMLInputElement) files.value = "";
    sessionStorage.setItem(draft, begun);
    return;
  }
  form.reset();
  text.value = "";
  sessionStorage.removeItem(draft);
  if (document.activeElement === document.body || form.contains(document.activeElement)) text.focus();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches("[data-act], [data-find], #answer")) return;
  event.preventDefault();
  void submit(form, event.submitter);
});

let typed = 0;

/** What is written is kept in this tab, and the others see that somebody writes. */
if (text instanceof HTMLTextAreaElement && answerBox instanceof HTMLFormElement) {
  text.value ||= sessionStorage.getItem(draft) ?? "";
  text.addEventListener("input", () => {
    sessionStorage.setItem(draft, text.value);
    if (Date.now() - typed < OFTEN || !text.value.trim()) return;
    typed = Date.now();
    const fields = new FormData(answerBox);
    const body = new URLSearchParams({ csrf: String(fields.get("csrf")), as: String(fields.get("as")) });
    fetch(answerBox.dataset.typing ?? "", { method: "POST", body }).catch(() => {}); // that somebody writes may get lost
  });
}

document.addEventListener("click", (event) => {
  const saved = event.target instanceof Element ? event.target.closest("[data-insert]") : null;
  if (!saved || !(text instanceof HTMLTextAreaElement)) return;
  event.preventDefault();
  text.setRangeText(saved.getAttribute("data-insert") ?? "", text.selectionStart, text.selectionEnd, "end");
  text.dispatchEvent(new Event("input"));
  saved.closest("details")?.removeAttribute("open");
  text.focus();
});

/** What came since the page was made is told too, and since the connection broke off. @param {URL} address */
function listen(address) {
  const source = new EventSource(address);
  source.addEventListener("open", refresh);
  source.addEventListener("changed", refresh);
  for (const name of ["changed", "here", "work"])
    source.addEventListener(name, (event) => address.searchParams.set("since", event.lastEventId));
  source.addEventListener("here", (event) => tell("presence", JSON.parse(event.data).words));
  source.addEventListener("work", (event) =>
    document.dispatchEvent(new CustomEvent("inbox:work", { detail: JSON.parse(event.data) })),
  );
  source.addEventListener("error", () => {
    if (source.readyState !== EventSource.CLOSED) return; // it tries again by itself
    setTimeout(listen, OFTEN, address);
    void refresh(); // leads to the sign-in if that is why
  });
}

const events = document.getElementById("inbox")?.dataset.events;
if (events) {
  listen(new URL(events, location.href));
  setInterval(refresh, MINUTE);
  document.addEventListener("visibilitychange", () => {
    if (stale) void refresh();
  });
  const last = document.querySelector("#messages > :last-child");
  if (last && !location.hash) last.scrollIntoView({ block: "nearest" });
}
