/** What no first card needs. Fetched while it comes to stand. */
export { noteDrift } from "./drift.ts";
export { makeEar } from "./ear.ts";
export { askHost } from "./hooks.ts";
export { drawNotice } from "./notice.ts";
export { makePatience } from "./patience.ts";
export { pressButton, putOff } from "./press.ts";
export { noteReach } from "./reach.ts";
export { begin, findBeginning } from "./resume.ts";
export { findTopmost } from "./topmost.ts";
export { transition } from "./turns.ts";
