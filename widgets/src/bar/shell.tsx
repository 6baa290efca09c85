/** The strip of buttons, and beside it the one view that is open. */
import type { ComponentType } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "../kit/kit.ts";
import { ActAs } from "./act_as.tsx";
import { Conditions } from "./conditions.tsx";
import type { BarActs, BarProps, Draft } from "./contract.ts";
import type { Edge } from "./edge.ts";
import { EditTexts } from "./edit_texts.tsx";
import { Items } from "./items.tsx";
import { Look } from "./look.tsx";
import { Pick } from "./pick.tsx";
import { Problems } from "./problems.tsx";
import { Record as Recording } from "./record.tsx";
import { Steps } from "./steps.tsx";

export interface ViewProps extends Omit<BarProps, "acts"> {
  readonly acts: BarActs;
  /** The root that all of this is in. */
  readonly own: ShadowRoot;
  /** The draft that the views are about: the one that was chosen, or what runs. */
  readonly draft: Draft | undefined;
  readonly choose: (item: string) => void;
  /** Back to the strip alone. */
  readonly close: () => void;
  /** The page is needed as it is, without the bar. */
  readonly hide: (hidden: boolean) => void;
}

const VIEWS: Readonly<Record<string, ComponentType<ViewProps>>> = {
  Items,
  Steps,
  Conditions,
  Problems,
  "Act as": ActAs,
  Look,
  Pick,
  Record: Recording,
  "Edit texts": EditTexts,
};

interface ShellProps extends BarProps {
  readonly own: ShadowRoot;
  readonly edge: Edge;
  readonly onMove: () => void;
  readonly onDrawn: () => void;
  readonly hide: (hidden: boolean) => void;
}

type KeyEvent = Event & { readonly key?: string };

const LINKS = { live: "", waiting: "Waiting for handrail dev …", over: "This preview has ended." } as const;

export function Shell(props: ShellProps) {
  const { studio, running, link, trouble, acts, edge, onMove, onDrawn } = props;
  const [view, setView] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isSmall, setSmall] = useState(false);
  const id = useId();
  const strip = useRef<HTMLDivElement>(null);
  const items = studio?.items ?? [];
  const find = (item: string | null | undefined): Draft | undefined => items.find((one) => one.id === item);
  const draft = find(chosen) ?? find(running?.item) ?? items.find(({ steps }) => steps.length);
  const View = view === null ? null : VIEWS[view];
  const count = studio?.faults.length ?? 0;
  useLayoutEffect(onDrawn);

  function focus(expanded: string): void {
    setTimeout(() => strip.current?.querySelector<HTMLElement>(`[aria-expanded="${expanded}"]`)?.focus());
  }

  function close(): void {
    strip.current?.querySelector<HTMLElement>(`[aria-expanded="true"]`)?.focus();
    setView(null);
  }

  function resize(small: boolean): void {
    setView(null);
    setSmall(small);
    focus(`${!small}`);
  }

  function choose(item: string): void {
    setChosen(item);
    setView("Steps");
    focus("true");
  }

  const status = (
    <span class="said" role="status">
      {trouble ?? LINKS[link]}
    </span>
  );
  if (isSmall)
    return (
      <div class="strip small" ref={strip}>
        <button type="button" class="name" onClick={() => resize(false)} aria-expanded={false}>
          Preview
        </button>
        {status}
      </div>
    );
  return (
    <>
      {View && acts && (
        <section
          class="drawer"
          id={id}
          aria-label={view ?? ""}
          onKeyDown={(event: KeyEvent) => {
            if (event.key !== "Escape" || event.defaultPrevented) return;
            event.preventDefault();
            close();
          }}
        >
          <View {...props} acts={acts} draft={draft} choose={choose} close={() => setView(null)} />
        </section>
      )}
      <div class="strip" ref={strip}>
        <span class="name">Preview</span>
        {status}
        {acts &&
          Object.keys(VIEWS).map((name) => (
            <button
              type="button"
              key={name}
              aria-expanded={name === view}
              aria-controls={name === view ? id : undefined}
              onClick={() => setView(name === view ? null : name)}
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
        <button type="button" class="fold" onClick={() => resize(true)} aria-label="Collapse" title="Collapse">
          –
        </button>
        {acts && (
          <button type="button" class="second" onClick={acts.end}>
            End preview
          </button>
        )}
      </div>
    </>
  );
}
