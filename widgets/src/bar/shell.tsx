/** The strip of buttons, and above it the one list that is open. */
import type { ComponentType } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "../kit/kit.ts";
import { Conditions } from "./conditions.tsx";
import type { BarProps, Draft } from "./contract.ts";
import type { Edge } from "./edge.ts";
import { Items } from "./items.tsx";
import { Problems } from "./problems.tsx";
import { Steps } from "./steps.tsx";

export interface ViewProps extends BarProps {
  /** The draft that the lists are about: the one that was chosen, or what runs. */
  readonly draft: Draft | undefined;
  readonly choose: (item: string) => void;
}

const VIEWS: Readonly<Record<string, ComponentType<ViewProps>>> = {
  Items,
  Steps,
  Conditions,
  Problems,
};

interface ShellProps extends BarProps {
  readonly edge: Edge;
  readonly onMove: () => void;
  readonly onDrawn: () => void;
}

const LINKS = { live: "", waiting: "Waiting for handrail dev …", over: "This preview has ended." } as const;

export function Shell(props: ShellProps) {
  const { studio, running, link, trouble, acts, edge, onMove, onDrawn } = props;
  const [view, setView] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isSmall, setSmall] = useState(false);
  const id = useId();
  const opener = useRef<HTMLButtonElement | null>(null);
  const items = studio?.items ?? [];
  const find = (item: string | null | undefined): Draft | undefined => items.find((one) => one.id === item);
  const draft = find(chosen) ?? find(running?.item) ?? items.find(({ steps }) => steps.length);
  const View = view === null ? null : VIEWS[view];
  const said = trouble ?? LINKS[link];
  const count = studio?.faults.length ?? 0;
  useLayoutEffect(onDrawn);

  function close(): void {
    setView(null);
    opener.current?.focus();
  }

  function choose(item: string): void {
    setChosen(item);
    setView("Steps");
  }

  function collapse(): void {
    setView(null);
    setSmall(true);
  }

  if (isSmall)
    return (
      <div class="strip small">
        <button type="button" onClick={() => setSmall(false)} aria-expanded={false}>
          Preview
        </button>
      </div>
    );
  return (
    <>
      {View && (
        <section
          class="drawer"
          id={id}
          aria-label={view ?? ""}
          onKeyDown={(event: Event & { readonly key?: string }) => {
            if (event.key !== "Escape" || event.defaultPrevented) return;
            event.preventDefault();
            close();
          }}
        >
          <View {...props} draft={draft} choose={choose} />
        </section>
      )}
      <div class="strip">
        <span class="name">Preview</span>
        <span class="said" role="status">
          {said}
        </span>
        {Object.keys(VIEWS).map((name) => (
          <button
            type="button"
            key={name}
            aria-expanded={name === view}
            aria-controls={name === view ? id : undefined}
            onClick={(event: Event) => {
              opener.current = event.currentTarget as HTMLButtonElement;
              setView(name === view ? null : name);
            }}
          >
            {name}
            {name === "Problems" && count > 0 && (
              <span class="count" aria-hidden="true">
                {count}
              </span>
            )}
          </button>
        ))}
        <span class="room" />
        <button type="button" onClick={onMove}>
          {edge === "top" ? "Move to the bottom" : "Move to the top"}
        </button>
        <button type="button" onClick={collapse} aria-expanded={true}>
          Collapse
        </button>
        <button type="button" onClick={acts.end}>
          End preview
        </button>
      </div>
    </>
  );
}
