/**
 * `kit.js`: Preact, and what is made with it for all widgets that are more than a card. They import from here, from `preact` and from
 * `preact/hooks`, and the bundler sees to it that it is loaded once, and that what both name is ours. No tour needs it.
 */
export { Component, Fragment, render } from "preact";
export { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
export { jsx, jsxs } from "preact/jsx-runtime";
export { pluralise } from "../panel/words.ts";
export { Contained, guardEvents } from "./contained.tsx";
export { create, setAttributes } from "./elements.ts";
export { Heading } from "./heading.tsx";
export { Icon } from "./icon.tsx";
export { useId } from "./ids.ts";
export { type Loaded, useLoaded } from "./loaded.ts";
export { type RenderProps, renderNodes } from "./nodes.ts";
export { openScope } from "./scope.ts";
export { adoptSheets } from "./sheet.ts";
export { fillWords } from "./text.ts";
export { Failed, Waiting } from "./waiting.tsx";
