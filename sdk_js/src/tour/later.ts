/** What no first step needs. Fetched when the first card stands. */
export { drawNotice } from "./notice.ts";
export { findReturn } from "./snooze.ts";
