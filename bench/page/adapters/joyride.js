/** React and its root are there before: a page that takes this one has them. */
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { Joyride } from "react-joyride";
import { offer, STEPS } from "./steps.js";

const root = createRoot(document.body.appendChild(document.createElement("div")));
root.render(null);

offer({
  start: () => {
    const steps = STEPS.map(({ target, title, text }) => ({ target, title, content: text }));
    root.render(createElement(Joyride, { run: true, continuous: true, steps, options: { skipBeacon: true } }));
  },
  next: () => document.querySelector("[data-action=primary]").click(),
  end: () => root.render(null),
  find: () => document.querySelector(".react-joyride__tooltip"),
});
