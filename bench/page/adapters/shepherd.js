import Shepherd from "shepherd.js";
import "shepherd.js/dist/css/shepherd.css";
import { offer, STEPS } from "./steps.js";

let tour;

offer({
  start: () => {
    tour = new Shepherd.Tour({ useModalOverlay: true });
    for (const { target, title, text } of STEPS) {
      const buttons = [{ text: "Next", action: tour.next }];
      tour.addStep({ title, text, attachTo: { element: target, on: "bottom" }, buttons });
    }
    tour.start();
  },
  next: () => document.querySelector(".shepherd-enabled.shepherd-element .shepherd-button").click(),
  end: () => tour.cancel(),
  find: () => [...document.querySelectorAll(".shepherd-element")].find((card) => !card.hidden) ?? null,
});
