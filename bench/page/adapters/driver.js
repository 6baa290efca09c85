import { driver } from "driver.js";
import "driver.js/dist/driver.css";
import { isStill, offer, STEPS } from "./steps.js";

let tour;

offer({
  start: () => {
    const steps = STEPS.map(({ target, title, text }) => ({ element: target, popover: { title, description: text } }));
    tour = driver({ steps, animate: !isStill });
    tour.drive();
  },
  next: () => document.querySelector(".driver-popover-next-btn").click(),
  end: () => tour.destroy(),
  find: () => document.querySelector(".driver-popover"),
});
