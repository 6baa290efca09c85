/** A way through the app becomes a tour: somebody goes it, and each of their steps is one. */
import { useState } from "../kit/kit.ts";
import type { ViewProps } from "./view.ts";

export function Record({ acts, hide }: ViewProps) {
  const [said, setSaid] = useState("");

  async function record(): Promise<void> {
    hide(true);
    try {
      setSaid((await acts.record()) ?? "");
    } catch {
      setSaid("It could not be recorded: the author's machine does not answer.");
    } finally {
      hide(false);
    }
  }

  return (
    <div class="row">
      <button type="button" class="primary" onClick={record}>
        Start recording
      </button>
      <span role="status">
        {said || "Clicks and pages are recorded, and that fields were filled in, never what with."}
      </span>
    </div>
  );
}
