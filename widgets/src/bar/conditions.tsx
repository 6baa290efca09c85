/** Each gate on the way of a draft, with what it sees at present: asked again for as long as it is looked at. */
import { useEffect, useState } from "../kit/kit.ts";
import type { Gate } from "./contract.ts";
import type { ViewProps } from "./view.ts";

/** ms */
const EVERY = 1000;
const MARKS = new Map<boolean | null, readonly [sign: string, said: string]>([
  [true, ["✓", "holds"]],
  [false, ["✗", "does not hold"]],
  [null, ["?", "unknown here"]],
]);

export function Conditions({ draft, acts }: ViewProps) {
  const [gates, setGates] = useState<readonly Gate[]>([]);
  const id = draft?.id;
  useEffect(() => {
    if (!id) return;
    let isOver = false;
    const look = (): void => {
      acts.why(id).then(
        (found) => isOver || setGates(found),
        () => {}, // Told by whoever was asked; the next look may do.
      );
    };
    look();
    const timer = setInterval(look, EVERY);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [id]);
  if (!draft) return <p class="hint">Choose one of Items first.</p>;
  return (
    <>
      <h2 dir="auto">{draft.title || draft.id}</h2>
      <ul class="lines gates">
        {gates.map(({ clause, value, saw }, at) => {
          const [sign, said] = MARKS.get(value) ?? ["", ""];
          return (
            <li key={`${at}${clause}`} data-value={`${value}`}>
              <span aria-hidden="true" class="sign">
                {sign}
              </span>
              <span class="quiet">{said}: </span>
              <code>{clause}</code> {saw != null && <span class="hint">{JSON.stringify(saw)}</span>}
            </li>
          );
        })}
      </ul>
    </>
  );
}
