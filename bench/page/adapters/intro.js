import intro from "intro.js";
import "intro.js/introjs.css";
import { offer, STEPS } from "./steps.js";

let tour;

offer({
  start: () => {
    const steps = STEPS.map(({ target, title, text }) => ({
      element: document.querySelector(target),
      title,
      intro: text,
    }));
    tour = intro.tour().setOptions({ steps });
    void tour.start();
  },
  next: () => document.querySelector(".introjs-nextbutton").click(),
  end: () => void tour.exit(true),
  find: () => document.querySelector(".introjs-tooltip"),
});
