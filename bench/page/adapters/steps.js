/** The one tour that all libraries show: targets, titles and texts. Its compiled likeness for Handrail is in `content.py`. */
export const STEPS = [
  { target: "#first", title: "Start here", text: "Every invoice starts with this button." },
  { target: "#second", title: "Find one again", text: "Type a customer or a number." },
  { target: "#third", title: "Sort them", text: "Press a heading to sort by it." },
];

/** What the page was opened with: `?with=driver&still`. */
const asked = new URLSearchParams(location.search);
export const isStill = asked.has("still");
export const has = (name) => asked.has(name);

/**
 * @typedef {object} Adapter
 * @property {() => void} start shows the first step
 * @property {() => void} next presses the card's own button for the next step
 * @property {() => void} end leaves nothing on the page
 * @property {() => Element | null} find the card, where there is one
 * @param {Adapter & { ready?: Promise<unknown> }} adapter
 */
export function offer(adapter) {
  window.adapter = adapter;
}
