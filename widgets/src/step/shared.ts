/**
 * What `step.js` shares with the chunks that are fetched after it: they import this from there, so that it is loaded once. Each name
 * takes bytes of the first step, so what is small comes with each chunk instead.
 */
export { createAnnouncer } from "../kit/announce.ts";
export { findFocus, holds } from "../kit/focus.ts";
export { keepInside } from "../kit/keep_inside.ts";
export { lower, raise } from "../kit/layer.ts";
export { rememberFocus } from "../kit/remember_focus.ts";
export { applyTheme } from "../kit/theme.ts";
export { createButton, createCard } from "./card.ts";
export { createRing } from "./ring.ts";
export { isInSight, scrollTo } from "./scroll.ts";
export { findSeat, sit } from "./seat.ts";
export { findVisibleBox } from "./sight.ts";
