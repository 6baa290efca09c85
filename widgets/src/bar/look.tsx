/** How the drafts look in light and dark, and in windows of other widths. */
import { useState } from "../kit/kit.ts";
import type { Scheme } from "./contract.ts";
import type { ViewProps } from "./view.ts";

const SCHEMES: readonly (readonly [Scheme, string])[] = [
  ["auto", "As it would be"],
  ["light", "Light"],
  ["dark", "Dark"],
];
/** px: a phone, a tablet, a desk. */
const WIDTHS = [360, 768, 1280];

export function Look({ scheme, acts }: ViewProps) {
  const [said, setSaid] = useState("");
  return (
    <>
      <fieldset class="row">
        <legend>Colours of what Handrail shows</legend>
        {SCHEMES.map(([value, name]) => (
          <label key={value}>
            <input type="radio" name="scheme" checked={scheme === value} onChange={() => acts.setScheme(value)} />
            {name}
          </label>
        ))}
      </fieldset>
      <fieldset class="row">
        <legend>The page in a window of its own</legend>
        {WIDTHS.map((width) => (
          <button
            type="button"
            class="second"
            key={width}
            onClick={() => setSaid(acts.openWindow(width) ?? "It goes on there: one window at a time has the card.")}
          >
            {width} px
          </button>
        ))}
        <span role="status">{said}</span>
      </fieldset>
    </>
  );
}
