/** What starts by itself, what was switched off, and what is kept about the person. */
import { useState } from "preact/hooks";
import { Heading } from "../kit/kit.ts";
import type { ViewProps } from "./contract.ts";

export function Preferences({ panel, arrived }: ViewProps) {
  const { words, preferences, acts } = panel;
  const { tours, declined } = preferences;
  return (
    <>
      <Heading arrived={arrived}>{words.preferences}</Heading>
      <label class="switch">
        <input
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox says itself whether it is checked
          role="switch"
          checked={tours}
          onChange={(event) => acts.switchTours(event.currentTarget.checked)}
        />
        {words.tours_start}
      </label>
      <section aria-labelledby="hr-declined">
        <h3 id="hr-declined">{words.declined}</h3>
        {declined.length ? (
          <ul class="lines">
            {declined.map(({ id, title }) => (
              <li key={id} class="tour">
                <span id={`hr-declined-${id}`}>{title}</span>
                <button
                  type="button"
                  class="second"
                  aria-describedby={`hr-declined-${id}`}
                  onClick={() => acts.switchOn(id)}
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
      <AboutMe panel={panel} />
    </>
  );
}

type Step = "idle" | "asking" | "busy" | "exported" | "forgotten" | "failed";

function AboutMe({ panel: { words, acts } }: Pick<ViewProps, "panel">) {
  const [at, setAt] = useState<Step>("idle");
  const work = (act: () => Promise<void>, done: Step) => {
    setAt("busy");
    act().then(
      () => setAt(done),
      () => setAt("failed"),
    );
  };
  const said = { exported: words.exported, forgotten: words.forgotten, failed: words.failed, busy: words.loading };
  return (
    <section aria-labelledby="hr-about">
      <h3 id="hr-about">{words.about_you}</h3>
      <p>{words.about_you_text}</p>
      {at === "asking" ? (
        <div class="sure">
          <p id="hr-sure">{words.forget_sure}</p>
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
      ) : (
        <div class="row">
          <button type="button" class="second" onClick={() => work(acts.exportMe, "exported")}>
            {words.export}
          </button>
          <button type="button" class="second" onClick={() => setAt("asking")}>
            {words.forget}
          </button>
        </div>
      )}
      <p class="hint" role="status">
        {at === "idle" || at === "asking" ? "" : said[at]}
      </p>
    </section>
  );
}
