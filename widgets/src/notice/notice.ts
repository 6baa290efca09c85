/** A quiet line: announced, never focused, its buttons in reach. */
import type { StepProps } from "../contract.ts";
import { CROSS, create, createIconButton, nameButton, setAttributes } from "../kit/elements.ts";
import { adoptSheets } from "../kit/sheet.ts";
import { applyTheme, createButton, keepInside, raise } from "../step/shared.ts";
import type { MakeView } from "../step/view.ts";
import css from "./notice.css";

type NoticeProps = Extract<StepProps, { kind: "notice" }>;

export const notice: MakeView<NoticeProps> = (root, scope) => {
  adoptSheets(root, css);
  const text = create("p");
  const buttons = create("div", "buttons");
  const cross = createIconButton(CROSS);
  const element = create("div", "notice", text, buttons);
  setAttributes(text, { role: "status" });
  root.append(element);
  keepInside(scope, root.host);
  scope.atEnd(() => element.remove());
  return {
    update(props, stage) {
      const { words } = props;
      element.lang = words.locale;
      element.dir = words.direction;
      applyTheme(stage, [element], props.theme);
      nameButton(cross, words.keep);
      stage.listen(cross, "click", props.onClose);
      // One row: the cross never stands alone on a line.
      buttons.replaceChildren(...props.buttons.map((button) => createButton(stage, button)), cross);
      raise(element);
      stage.after(
        () => import("../round/round.ts"),
        ({ join }) => join(stage, root, element),
      );
      // Said once.
      if (text.textContent !== props.text) text.textContent = props.text;
    },
  };
};
