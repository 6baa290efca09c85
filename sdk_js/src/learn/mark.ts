/** On the launcher: how far a checklist has come, as a thin line around it, and a dot for news. Both are part of its name. */

import css from "../../../widgets/src/checklist/mark.css";
import type { ListWords } from "../../../widgets/src/checklist/words.ts";
import { adoptSheets, setAttributes } from "../../../widgets/src/launcher/shared.ts";
import { pluralise } from "../../../widgets/src/panel/words.ts";
import { findLauncher, nameLauncher } from "../help/name_launcher.ts";
import type { Count } from "./entries.ts";

const SVG = "http://www.w3.org/2000/svg";

/** `count`: null where nothing is under way. `news`: how many were not read. */
export function markLauncher(count: Count | null, news: number, words: ListWords): void {
  const button = findLauncher();
  const corner = button?.parentElement;
  const root = button?.getRootNode();
  if (!button || !corner || !(root instanceof ShadowRoot)) return;
  adoptSheets(root, css);
  const { done = 0, total = 0 } = count ?? {};
  const told = words.help_done.replace("{n}", `${done}`).replace("{total}", `${total}`);
  nameLauncher(button, "done", count ? told : "");
  nameLauncher(button, "news", news ? pluralise(words.help_new, news, words.locale) : "");
  drawLine(corner, count && done / total);
  const dot = corner.querySelector(".dot");
  if (!news) dot?.remove();
  else if (!dot) corner.append(Object.assign(document.createElement("span"), { className: "dot" }));
}

/** `share`: null for no line. */
function drawLine(corner: Element, share: number | null): void {
  const before = corner.querySelector(".around");
  if (share === null) {
    before?.remove();
    return;
  }
  const svg = before ?? document.createElementNS(SVG, "svg");
  if (!before) {
    setAttributes(svg, { class: "around", "aria-hidden": "true" });
    for (const name of ["ground", "track", "way"]) {
      const line = document.createElementNS(SVG, "rect");
      setAttributes(line, { class: name, pathLength: "100" });
      svg.append(line);
    }
    corner.append(svg);
  }
  svg.lastElementChild?.setAttribute("stroke-dasharray", `${100 * share} 100`);
}
