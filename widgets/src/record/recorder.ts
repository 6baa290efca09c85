/** A small strip at the top of the page while a way through the app is recorded: what was done last, and what can be done about it. */
import type { WidgetHost } from "../contract.ts";
import { create, setAttributes } from "../kit/elements.ts";
import { keepInside } from "../kit/keep_inside.ts";
import { lower, raise } from "../kit/layer.ts";
import { openScope } from "../kit/scope.ts";
import { adoptSheets } from "../kit/sheet.ts";
import { applyTheme } from "../kit/theme.ts";
import tokens from "../kit/tokens.css";
import tool from "../kit/tool.css";
import type { MountedRecorder, RecorderProps, Recording } from "./contract.ts";
import css from "./record.css";

export function mountRecorder({ root, onError }: WidgetHost, props: RecorderProps): MountedRecorder {
  const scope = openScope(onError);
  const button = (label: string, act: () => void): HTMLButtonElement => {
    const made = create("button", "", label);
    made.type = "button";
    scope.listen(made, "click", act);
    return made;
  };
  const pause = button("Pause", props.onPause);
  const undo = button("Undo the last step", props.onUndo);
  const status = create("p", "said");
  const buttons = create(
    "div",
    "buttons",
    pause,
    undo,
    button("Stop", props.onStop),
    button("Discard", props.onDiscard),
    // What it covers is to be pressed as well.
    button("Move", () => element.classList.toggle("low")),
  );
  const element = create("section", "tool recorder", create("span", "dot"), status, buttons);

  const update = scope.guard(({ paused, done }: Recording) => {
    const count = done.length === 1 ? "1 step" : `${done.length} steps`;
    const said = done.length ? `${count}: ${done.at(-1)}` : "Do what the tour is to show.";
    status.textContent = paused ? `Paused. ${said}` : said;
    pause.textContent = paused ? "Go on" : "Pause";
    undo.disabled = !done.length;
    element.classList.toggle("paused", paused);
  });

  scope.guard(() => {
    adoptSheets(root, tokens, tool, css);
    setAttributes(element, { "aria-label": "Recording", lang: "en", dir: "ltr" });
    setAttributes(status, { role: "status" });
    applyTheme(scope, [element], null);
    root.append(element);
    keepInside(scope, root.host);
    raise(element);
    update(props);
  })();

  return {
    update,
    raise: scope.guard(() => raise(element)),
    say: scope.guard((said: string) => {
      status.textContent = said;
    }),
    finish: scope.guard((said: string) => {
      const close = button("Close", props.onClose);
      status.textContent = said;
      element.classList.add("paused");
      buttons.replaceChildren(close);
      close.focus({ preventScroll: true });
    }),
    destroy: () => {
      scope.end();
      lower(element);
      element.remove();
    },
  };
}
