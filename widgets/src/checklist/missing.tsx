/** In the place of what was taken away, or is for others. */
import { Heading } from "../kit/kit.ts";
import type { ListViewProps } from "./contract.ts";

export function Missing({ panel, desk, arrived }: ListViewProps) {
  return (
    <>
      <Heading arrived={arrived}>{panel.words.not_there}</Heading>
      <p>{desk.words.missing}</p>
    </>
  );
}
