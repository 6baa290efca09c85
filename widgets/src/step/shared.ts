/** What `step.js` shares with the chunks that are fetched after it: they import this from there, so that it is loaded once. */
export { createAnnouncer } from "../kit/announce.ts";
export { CROSS, create, createIconButton, nameButton, setAttributes } from "../kit/elements.ts";
export { findFocus, holds } from "../kit/focus.ts";
export { keepInside } from "../kit/keep_inside.ts";
export { lower, raise } from "../kit/layer.ts";
export { move } from "../kit/motion.ts";
export { adoptSheets } from "../kit/sheet.ts";
export { createLink, fillWords } from "../kit/text.ts";
export { applyTheme } from "../kit/theme.ts";
export { createButton, createCard, nameStep } from "./card.ts";
export { cutBox } from "./place.ts";
export { createRing } from "./ring.ts";
export { isInSight, scrollTo } from "./scroll.ts";
export { findSeat, sit } from "./seat.ts";
export { findVisibleBox } from "./sight.ts";
