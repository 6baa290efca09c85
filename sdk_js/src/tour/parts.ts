/** The other chunks that a tour takes: how its kinds of steps look, and what no first card needs. */
import type { StepChunk } from "../../../widgets/src/contract.ts";
import type { TourChunk } from "./env.ts";

type StepPart = Parameters<StepChunk["prepare"]>[0][number];

export const loadParts: TourChunk["loadParts"] = async ({ steps }, again, { mount, prepare }, words) => {
  const fetching = import("./later.ts");
  fetching.catch(() => {}); // Whoever waits for it hears of it.
  // An act at the first target may follow its card at once.
  const later = again || steps[0]?.advance.on !== "next" ? await fetching : undefined;
  prepare(steps.flatMap(({ type, media }) => [type, media ? "media" : type] as StepPart[])).catch(() => {}); // Likewise.
  return { mount, words, later, fetching };
};
