/** A checklist in a card. */
import { render } from "preact";
import { adoptSheets, Contained, guardEvents } from "../kit/kit.ts";
import type { MountChecklist } from "./contract.ts";
import { Entries } from "./entries.tsx";
import css from "./list.css";

export const mount: MountChecklist = (slot, given) => {
  const { onError } = given;
  const draw: ReturnType<MountChecklist>["update"] = (props) =>
    render(
      <Contained onError={onError}>
        <Entries {...props} />
      </Contained>,
      slot,
    );
  guardEvents(onError);
  adoptSheets(slot.getRootNode() as ShadowRoot, css);
  draw(given);
  return { update: draw, destroy: () => render(null, slot) };
};
