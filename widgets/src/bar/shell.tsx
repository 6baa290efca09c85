/** The strip of buttons, and the one view that is open: right behind its button for who goes by Tab, and above the strip to look at. */
import type { ComponentType } from "preact";
import { Fragment, useId, useLayoutEffect, useRef, useState } from "../kit/kit.ts";
import { ActAs } from "./act_as.tsx";
import { Conditions } from "./conditions.tsx";
import type { BarProps, Draft } from "./contract.ts";
import { EDGES, type Edge } from "./edge.ts";
import { EditTexts } from "./edit_texts.tsx";
import { Items } from "./items.tsx";
import { Look } from "./look.tsx";
import { Pick } from "./pick.tsx";
import { Problems } from "./problems.tsx";
import { Record as Recording } from "./record.tsx";
import { Steps } from "./steps.tsx";
import type { ViewProps } from "./view.ts";

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

/** With nothing in them to be focused: they are themselves, to be scrolled. */
const TO_READ = new Set(["Conditions", "Problems"]);

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
  const count = studio?.faults.length ?? 0;
  useLayoutEffect(onDrawn);

  function focus(expanded: string): void {
    setTimeout(() => strip.current?.querySelector<HTMLElement>(`[aria-expanded="${expanded}"]`)?.focus());
  }

  function close(): void {
    strip.current?.querySelector<HTMLElement>(`[aria-expanded="true"]`)?.focus();
    setView(null);
  }

  function leave(event: KeyEvent): void {
    if (event.key !== "Escape" || event.defaultPrevented || !view) return;
    event.preventDefault();
    close();
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
    <div class="strip" ref={strip}>
      <span class="name">Preview</span>
      {acts &&
        Object.entries(VIEWS).map(([name, View]) => (
          <Fragment key={name}>
            <button
              type="button"
              aria-expanded={name === view}
              aria-controls={name === view ? id : undefined}
              onKeyDown={leave}
              onClick={() => setView(name === view ? null : name)}
            >
              {name}
              {name === "Problems" && count > 0 && (
                <span class="count" aria-hidden="true">
                  {count}
                </span>
              )}
            </button>
            {name === view && (
              <section
                class="drawer"
                id={id}
                aria-label={name}
                tabIndex={TO_READ.has(name) ? 0 : undefined}
                onKeyDown={leave}
              >
                <View {...props} acts={acts} draft={draft} choose={choose} close={() => setView(null)} />
              </section>
            )}
          </Fragment>
        ))}
      {status}
      <span class="room" />
      <button type="button" class="move" onClick={onMove}>
        {EDGES.map((one) => (
          <span key={one} class={one === edge ? "here" : ""}>{`Move to the ${one}`}</span>
        ))}
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
  );
}
