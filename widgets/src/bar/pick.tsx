/** A step gets the element that is pointed at: the locator that is chosen there is written as its target. */
import { useState } from "../kit/kit.ts";
import type { ViewProps } from "./view.ts";

export function Pick({ draft, running, acts, hide }: ViewProps) {
  const steps = draft?.steps ?? [];
  const [step, setStep] = useState((running?.item === draft?.id && running?.step) || steps[0]?.id);
  const [said, setSaid] = useState("");
  if (draft?.kind !== "tour" || !steps.length)
    return <p class="hint">Choose a tour among Items first: an element is picked for one of its steps.</p>;
  const { file } = draft;

  async function write(): Promise<string> {
    const source = Object(await acts.read(file));
    const at: number = [source.steps ?? []].flat().findIndex(({ id }: { readonly id?: unknown }) => id === step);
    if (at < 0) return `The step ${step} is no longer in ${file}. Nothing was written.`;
    const was = source.steps[at].target ?? null;
    const target = await acts.pick(was);
    if (!target) return "Nothing was picked.";
    const written = await acts.write([{ file, op: "set", path: ["steps", at, "target"], value: target, was }]);
    if (written.is === "done") return `Written into ${file}: ${JSON.stringify(target)}`;
    if (written.is === "refused") return written.said;
    return "The file was changed meanwhile: nothing was written. Pick again to see it as it is now.";
  }

  async function pick(): Promise<void> {
    hide(true);
    try {
      setSaid(await write());
    } catch {
      setSaid("The author's machine does not answer. Nothing was written.");
    } finally {
      hide(false);
    }
  }

  return (
    <div class="row">
      <label>
        Target of
        <select value={step} onChange={(event: Event) => setStep((event.currentTarget as HTMLSelectElement).value)}>
          {steps.map(({ id, title }) => (
            <option key={id} value={id}>
              {id} · {title}
            </option>
          ))}
        </select>
      </label>
      <button type="button" class="primary" onClick={pick}>
        Point at an element
      </button>
      <span role="status">{said}</span>
    </div>
  );
}
