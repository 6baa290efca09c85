/** What starts by itself, what was switched off, and what is kept about the person. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Heading } from "../kit/kit.ts";
import type { ViewProps } from "./contract.ts";

export function Preferences({ panel, arrived }: ViewProps) {
  const { words, preferences, acts } = panel;
  return (
    <>
      <Heading arrived={arrived}>{words.preferences}</Heading>
      <label class="switch">
        <input
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox says itself whether it is checked
          role="switch"
          checked={preferences.tours}
          onChange={(event) => acts.switchTours(event.currentTarget.checked)}
        />
        {words.tours_start}
      </label>
      <Declined panel={panel} />
      <AboutMe panel={panel} />
    </>
  );
}

function Declined({ panel: { words, preferences, acts } }: Pick<ViewProps, "panel">) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { declined } = preferences;
  return (
    <section aria-labelledby="hr-declined">
      <h3 ref={heading} id="hr-declined" tabIndex={-1}>
        {words.declined}
      </h3>
      {declined.length ? (
        <ul class="lines">
          {declined.map(({ id, title }) => (
            <li key={id} class="tour">
              <bdi id={`hr-declined-${id}`}>{title}</bdi>
              <button
                type="button"
                class="second"
                aria-describedby={`hr-declined-${id}`}
                onClick={() => {
                  heading.current?.focus(); // The button is about to go.
                  acts.switchOn(id);
                }}
              >
                {words.switch_on}
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p class="hint">{words.none_declined}</p>
      )}
    </section>
  );
}

type Step = "idle" | "asking" | "busy" | "exported" | "forgotten" | "failed";

function AboutMe({ panel: { words, acts } }: Pick<ViewProps, "panel">) {
  const [at, setAt] = useState<Step>("idle");
  const question = useRef<HTMLParagraphElement>(null);
  const forget = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  // What had the focus is gone with the question, and before it came.
  useLayoutEffect(() => {
    if (at === "asking") question.current?.focus();
    else if (wasAsking.current) forget.current?.focus();
    wasAsking.current = at === "asking";
  }, [at]);
  const work = (act: () => Promise<void>, done: Step) => {
    setAt("busy");
    act().then(
      () => setAt(done),
      () => setAt("failed"),
    );
  };
  const said = {
    exported: words.exported,
    forgotten: words.forgotten,
    failed: words.failed,
    busy: words.loading,
    idle: "",
    asking: "",
  };
  return (
    <section aria-labelledby="hr-about">
      <h3 id="hr-about">{words.about_you}</h3>
      <p>{words.about_you_text}</p>
      {at === "asking" ? (
        <>
          <p ref={question} id="hr-sure" tabIndex={-1}>
            {words.forget_sure}
          </p>
          <div class="row">
            <button
              type="button"
              class="primary"
              aria-describedby="hr-sure"
              onClick={() => work(acts.forgetMe, "forgotten")}
            >
              {words.forget}
            </button>
            <button type="button" class="plain" onClick={() => setAt("idle")}>
              {words.cancel}
            </button>
          </div>
        </>
      ) : (
        <div class="row">
          <button type="button" class="second" onClick={() => work(acts.exportMe, "exported")}>
            {words.export}
          </button>
          <button ref={forget} type="button" class="second" onClick={() => setAt("asking")}>
            {words.forget}
          </button>
        </div>
      )}
      <p class="hint" role="status">
        {said[at]}
      </p>
    </section>
  );
}
