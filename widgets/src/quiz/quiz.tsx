/**
 * `quiz.js`: a quiz in a slot, wherever that is. In: props, out: callbacks (see contract.ts). What happens in it is heard by nobody outside, and
 * whoever goes on in it by hand is taken along: the focus goes to the next heading, or a status says it to who went elsewhere meanwhile.
 */

import { render } from "preact";
import { adoptSheets, Contained, create, guardEvents, openScope, setAttributes } from "../kit/kit.ts";
import type { MountQuiz } from "./contract.ts";
import css from "./quiz.css";
import { QuizView } from "./view.tsx";

export const mount: MountQuiz = (slot, given) => {
  const { onError } = given;
  const scope = openScope(onError);
  const tree = create("div");
  const status = create("div", "quiet");
  const element = create("div", "quiz", tree, status);
  let hasActed = false;

  function arrived(heading: HTMLElement): void {
    if (!hasActed) return;
    const root = slot.getRootNode() as ShadowRoot;
    const focus = root.activeElement ?? document.activeElement;
    if (!focus || focus === document.body || element.contains(focus) || focus.contains(element)) {
      heading.focus({ preventScroll: true });
      heading.scrollIntoView({ block: "nearest" });
    } else status.textContent = heading.textContent;
  }

  const update = scope.guard((props: typeof given) => {
    setAttributes(element, { lang: props.words.locale, dir: props.words.direction });
    render(
      <Contained onError={onError}>
        <QuizView key={`${props.hash} ${props.round}`} of={props} arrived={arrived} />
      </Contained>,
      tree,
    );
  });

  scope.guard(() => {
    adoptSheets(slot.getRootNode() as ShadowRoot, css);
    guardEvents(onError);
    setAttributes(status, { role: "status" });
    slot.append(element);
    for (const kind of ["click", "submit"] as const)
      scope.listen(
        element,
        kind as "click",
        () => {
          hasActed = true;
        },
        { capture: true },
      );
    for (const kind of ["keypress", "beforeinput", "input"] as const)
      scope.listen(element, kind as "input", (event) => event.stopPropagation());
    // Of what an input method is told, Escape and the arrows too.
    let composes = false;
    for (const kind of ["compositionstart", "compositionend", "focusout"] as const)
      scope.listen(element, kind as "input", () => {
        composes = kind === "compositionstart";
      });
    scope.listen(element, "keydown", (event) => composes && event.stopImmediatePropagation(), { capture: true });
  })();
  update(given);

  return {
    update,
    destroy: () => {
      render(null, tree);
      scope.end();
      element.remove();
    },
  };
};
