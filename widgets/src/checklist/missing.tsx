/** In the place of what was taken away, or is for others. */
import { Heading } from "../kit/kit.ts";
import type { ListViewProps } from "./view.ts";

export function Missing({ panel, arrived }: ListViewProps) {
  return (
    <>
      <Heading arrived={arrived}>{panel.words.not_there}</Heading>
      <p>{panel.words.missing_hint}</p>
    </>
  );
}
