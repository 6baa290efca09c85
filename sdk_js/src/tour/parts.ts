/** The other chunks that a tour takes: how its kinds of steps look, and what no first card needs. */
import type { StepChunk } from "../../../widgets/src/contract.ts";
import type { CompiledStartable, CompiledTour } from "../wire.gen.ts";
import type { TourChunk } from "./env.ts";
import { LAYER } from "./holder.ts";
import { isKnown } from "./machine.ts";

type StepPart = Parameters<StepChunk["prepare"]>[0][number];

/** ms */
const PAINTED = 50;

/** Its cards are text and buttons, and no more. */
const isPlain = (body: CompiledStartable): body is CompiledTour => body.kind === "tour" && body.steps.every(isKnown);

export const loadParts: TourChunk["loadParts"] = async (body, again, step, words, aids) => {
  // An act at the first target may follow its card at once, and a modal of the host's decides where it stands. Else that is painted before.
  const isSoon =
    again ||
    !isPlain(body) ||
    body.steps[0]?.advance.on !== "next" ||
    aids.knowledge.judge({ element: { css: LAYER }, state: "visible" }) === true;
  const fetching = new Promise((resolve) => setTimeout(resolve, isSoon ? 0 : PAINTED)).then(() => import("./later.ts"));
  fetching.catch(() => {}); // Whoever waits for it hears of it.
  const { mount } = step;
  const dressed = isPlain(body)
    ? { tour: body, mount }
    : await (await import("../learn/learn.ts")).dress(body, step, words, aids);
  const later = isSoon ? await fetching : undefined;
  const parts = dressed.tour.steps.flatMap(({ type, media }) => [type, media ? "media" : type] as StepPart[]);
  step.prepare(parts).catch(() => {}); // Likewise.
  return { ...dressed, words, later, fetching };
};
