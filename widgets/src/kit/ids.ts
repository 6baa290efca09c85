/** An id for what another element refers to. Preact 11.2 gives the same one twice where a part comes after its neighbours. */
import { useState } from "preact/hooks";

let last = 0;

export function useId(): string {
  return useState(() => `hr-${++last}`)[0];
}
