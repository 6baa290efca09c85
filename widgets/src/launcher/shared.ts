/** What `help.js` shares with the chunks that are fetched after it: they import this from there, so that it is loaded once. */
export { create, setAttributes } from "../kit/elements.ts";
export { findFocus, holds } from "../kit/focus.ts";
export { keepInside } from "../kit/keep_inside.ts";
export { lower, raise } from "../kit/layer.ts";
export { openScope, type Scope } from "../kit/scope.ts";
export { adoptSheets } from "../kit/sheet.ts";
export { applyTheme } from "../kit/theme.ts";
export { default as tokens } from "../kit/tokens.css";
export { join } from "../round/round.ts";
