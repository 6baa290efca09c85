/**
 * Handrail, as a host has it: its script tag and its server. `ready` when the core has its answer and the chunks that a tour takes are
 * there, as a peer's bundle is; with `?cold` nothing but the core is. `?tour=` names another tour than the dimmed one.
 */
import { has, offer } from "./steps.js";

const tour = new URLSearchParams(location.search).get("tour") ?? "dimmed";
const root = () => document.querySelector("[data-handrail]")?.shadowRoot;

async function prepare() {
  await window.answered; // a promise that the page makes before our tag
  if (has("cold")) return;
  const { name } = performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/core.js"));
  const chunks = ["tour.js", "step.js", "words-en.js"];
  await Promise.all(chunks.map((chunk) => import(name.replace("core.js", chunk))));
}

offer({
  ready: prepare(),
  start: () => void window.handrail.start(tour),
  next: () => root().querySelector(".primary").click(),
  end: () => root().querySelector(".close").click(),
  find: () => root()?.querySelector(".card") ?? null,
});
