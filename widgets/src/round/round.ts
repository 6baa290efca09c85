/** Tab into what has no target, where a dialog of the host's keeps the focus: it stands at the end of the round. */
import { listTabbable } from "../kit/focus.ts";
import type { Scope } from "../kit/scope.ts";
import { findFocus } from "../step/shared.ts";

export function join(scope: Scope, root: ShadowRoot, card: HTMLElement, isOn = () => true): void {
  const listAround = () => {
    const around = root.host.parentElement;
    return around?.matches(":not(body)") ? listTabbable(around, root.host) : [];
  };
  const lead = (event: KeyboardEvent, from: readonly HTMLElement[], to: readonly HTMLElement[]) => {
    if (event.key !== "Tab" || event.defaultPrevented || !isOn()) return;
    const next = to.at(event.shiftKey ? -1 : 0);
    if (!next || findFocus() !== from.at(event.shiftKey ? 0 : -1)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    next.focus();
  };
  scope.listen(card, "keydown", (event) => lead(event, listTabbable(card), listAround()));
  const enter = (event: KeyboardEvent) => lead(event, listAround(), listTabbable(card));
  scope.listen(document, "keydown", enter, { capture: true });
}
