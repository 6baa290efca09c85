/** The steps of one draft, each with a way to it. */
import { useState } from "../kit/kit.ts";
import type { ViewProps } from "./view.ts";

/** What starts, and so can be shown here and now. */
const STARTS = /^(tour|quiz|checklist|survey|announcement)$/;

/** px: below it a list would stand over the card. */
const NARROW = 600;

export function Steps({ draft, running, acts, close }: ViewProps) {
  const [said, setSaid] = useState("");
  if (!draft) return <p class="hint">Choose one of Items first.</p>;
  const { id, kind, title, steps, file } = draft;
  const jump = async (step: string | null): Promise<void> => {
    setSaid("");
    const trouble = await acts.jump(id, step);
    setSaid(trouble ?? "");
    if (!trouble && innerWidth < NARROW) close();
  };
  return (
    <>
      <h2 dir="auto">{title || id}</h2>
      <p role="status" class="trouble">
        {said}
      </p>
      {!steps.length && STARTS.test(kind) && (
        <button type="button" class="second" onClick={() => jump(null)}>
          Show it
        </button>
      )}
      {!steps.length && !STARTS.test(kind) && <p class="hint">What is a {kind} has no steps.</p>}
      <ol class="lines">
        {steps.map(({ id: step, type, title: named, page, line }) => (
          <li key={step}>
            <button
              type="button"
              class="line"
              aria-current={running?.item === id && running.step === step ? "step" : undefined}
              onClick={() => jump(step)}
            >
              <span class="title" dir="auto">
                {named || step}
              </span>
              <span class="hint">
                {step} · {type}
                {page && ` · ${page}`} · {file}:{line}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}
