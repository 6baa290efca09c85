/** The locators of the element that was pointed at, the best first: how many each finds, how long it is likely to last, and why. */
import { create, setAttributes } from "../kit/elements.ts";
import { keepInside } from "../kit/keep_inside.ts";
import { lower, raise } from "../kit/layer.ts";
import { openScope } from "../kit/scope.ts";
import { adoptSheets } from "../kit/sheet.ts";
import { applyTheme } from "../kit/theme.ts";
import tokens from "../kit/tokens.css";
import tool from "../kit/tool.css";
import type { Choice, ListProps } from "./contract.ts";
import css from "./pick.css";

/** Out: takes it off the page. */
export function mountList(props: ListProps): () => void {
  const { root, onError, title, choices, box } = props;
  const scope = openScope(onError);
  const heading = create("h2", "", title);
  const element = create("section", "tool list", heading);

  const button = (label: string, act: () => void, name = "quiet"): HTMLButtonElement => {
    const made = create("button", name, label);
    made.type = "button";
    scope.listen(made, "click", act);
    return made;
  };

  function describe(choice: Choice, index: number): HTMLLIElement {
    const { written, matches, fits, stability, why } = choice;
    const found = create("span", "matches", matches === 1 ? "1 match" : `${matches} matches`);
    const level = create("span", `level ${stability}`, stability);
    const code = create("code", "", written);
    const reason = create("p", "why", fits ? why : `Finds ${matches === 1 ? "another one" : "others too"}; ${why}`);
    const row = create("li", "", code, create("p", "facts", found, " ", level), reason);
    if (fits) {
      const use = button("Use this", () => props.onUse(index), "use");
      setAttributes(code, { id: `locator-${index}` });
      setAttributes(use, { "aria-describedby": `locator-${index}` });
      row.append(use);
    }
    return row;
  }

  const before = document.activeElement as HTMLElement | null;
  scope.guard(() => {
    adoptSheets(root, tokens, tool, css);
    setAttributes(element, { role: "dialog", "aria-labelledby": "pick-title", lang: "en", dir: "ltr" });
    setAttributes(heading, { id: "pick-title", tabindex: "-1" });
    applyTheme(scope, [element], null);
    // On the other side of the page, so that the element stays in sight.
    element.classList.toggle("far", box.left + box.width / 2 < innerWidth / 2);
    const rows = choices.map(describe);
    const none = create("p", "why", "There is no way to name this element and no other. Point at something around it.");
    element.append(
      choices.some(({ fits }) => fits) ? "" : none,
      create("ol", "choices", ...rows),
      create("div", "buttons", button("Point again", props.onAgain), button("Cancel", props.onLeave)),
    );
    root.append(element);
    keepInside(scope, root.host);
    scope.listen(element, "keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      props.onLeave();
    });
    raise(element);
    heading.focus({ preventScroll: true });
  })();

  return () => {
    const isInside = element.contains(root.activeElement);
    scope.end();
    lower(element);
    element.remove();
    if (isInside) before?.focus({ preventScroll: true });
  };
}
