/** A step of a tour on the page. In: props, out: callbacks (see contract.ts); nothing thrown here reaches the host's page. */
import type { MountStep, StepProps } from "../contract.ts";
import { openScope, type Scope } from "../kit/scope.ts";
import { adoptSheets } from "../kit/sheet.ts";
import tokens from "../kit/tokens.css";
import { type NoticeProps, showNotice } from "./notice.ts";
import { type CardStep, showCard } from "./show.ts";
import css from "./step.css";
import type { View } from "./view.ts";

export const mount: MountStep = ({ root, onError }, props) => {
  let scope: Scope | null = null;
  let stage: Scope | null = null;
  let card: View<CardStep> | null = null;
  let notice: View<NoticeProps> | null = null;

  function end() {
    stage?.end();
    scope?.end();
    stage = scope = card = notice = null;
  }
  function begin(): Scope {
    end();
    scope = openScope(onError);
    return scope;
  }
  function show(next: StepProps) {
    try {
      if (next.kind === "notice") notice ??= showNotice(root, begin());
      else card ??= showCard(root, begin());
      stage?.end();
      stage = openScope(onError);
      if (next.kind === "notice") notice?.update(next, stage);
      else card?.update(next, stage);
    } catch (error) {
      onError(error);
    }
  }

  try {
    adoptSheets(root, tokens, css);
  } catch (error) {
    onError(error);
  }
  show(props);
  return { update: show, destroy: end };
};
