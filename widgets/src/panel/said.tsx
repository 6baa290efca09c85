/** What a view says when it has nothing to show, and what to do then: the way to a person, where one can be reached, is always part of it. */
import { Heading } from "../kit/kit.ts";
import type { ViewProps } from "./contract.ts";

export function ContactButton({ panel, go }: Pick<ViewProps, "panel" | "go">) {
  return panel.contact ? (
    <button type="button" class="second" onClick={() => go("contact")}>
      {panel.words.ask_person}
    </button>
  ) : null;
}

interface MissingProps extends ViewProps {
  readonly title: string;
  readonly hint: string;
}

export function Missing(view: MissingProps) {
  return (
    <>
      <Heading arrived={view.arrived}>{view.title}</Heading>
      <p>{view.hint}</p>
      <div class="row">
        <button type="button" class="second" onClick={() => view.go("topics")}>
          {view.panel.words.all_topics}
        </button>
        <ContactButton {...view} />
      </div>
    </>
  );
}
