/** A step of a tour on the page. In: props, out: callbacks (see contract.ts); nothing thrown here reaches the host's page. */
import type { MountStep, StepProps } from "../contract.ts";
import { openScope, type Scope } from "../kit/scope.ts";
import { adoptSheets } from "../kit/sheet.ts";
import tokens from "../kit/tokens.css";
import { type NoticeProps, showNotice } from "./notice.ts";
import { type CardStep, showCard } from "./show.ts";
import css from "./step.css";

export interface View<P> {
  readonly update: (props: P) => void;
}

export const mount: MountStep = ({ root, onError }, props) => {
  let scope: Scope | null = null;
  let card: View<CardStep> | null = null;
  let notice: View<NoticeProps> | null = null;

  function end() {
    scope?.end();
    scope = card = notice = null;
  }
  function begin(): Scope {
    end();
    scope = openScope(onError);
    return scope;
  }
  function show(next: StepProps) {
    try {
      if (next.kind === "notice") {
        notice ??= showNotice(root, begin());
        notice.update(next);
      } else {
        card ??= showCard(root, begin(), onError);
        card.update(next);
      }
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
