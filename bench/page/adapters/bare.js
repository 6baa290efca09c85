/** What nothing can beat: one positioned div of the page's own. */
import { offer, STEPS } from "./steps.js";

const find = () => document.querySelector(".bare");

function show(at) {
  const { target, title, text } = STEPS[at];
  const card = find() ?? document.body.appendChild(document.createElement("div"));
  card.className = "bare";
  const heading = document.createElement("h2");
  heading.textContent = title;
  const words = document.createElement("p");
  words.textContent = text;
  const next = document.createElement("button");
  next.textContent = "Next";
  next.onclick = () => show(at + 1);
  card.replaceChildren(heading, words, next);
  const { left, bottom } = document.querySelector(target).getBoundingClientRect();
  card.style.transform = `translate(${left}px, ${bottom + 8}px)`;
}

offer({
  start: () => show(0),
  next: () => find().querySelector("button").click(),
  end: () => find().remove(),
  find,
});
