/** What the bar writes into the author's files, and what is fetched to point and to record. */
import type { BarActs, Written } from "../../../widgets/src/bar/contract.ts";
import type { ReadIn } from "../author/localise.ts";
import type { PickEnv, Picked } from "../author/pick.ts";
import type { Saved } from "../author/record.ts";
import type { DraftTour } from "../author/tape.ts";
import type { Core } from "./jump.ts";
import { type AskStudio, explain, StudioError } from "./studio.ts";

async function write(asked: Promise<unknown>): Promise<Written> {
  try {
    await asked;
    return { is: "done" };
  } catch (error) {
    if (error instanceof StudioError && error.problem.type === "/problems/edit_conflict")
      return { is: "conflict", found: error.problem.found };
    return { is: "refused", said: explain(error) };
  }
}

export const makeWriting = (ask: AskStudio): Pick<BarActs, "read" | "readTexts" | "rewrite" | "write"> => ({
  read: async (file) => (await ask<{ readonly value: unknown }>("source", { file })).value,
  readTexts: (item, locale) => ask("texts", { item, locale }),
  rewrite: (text) => write(ask("rewrite", text)),
  write: (edits) => write(ask("edits", { edits })),
});

/** Nothing of ours is in the way meanwhile, nor starts. */
async function withPage<T>({ knowledge, starts }: Core, work: () => Promise<T>): Promise<T> {
  knowledge.reading = true;
  starts.stop();
  try {
    return await work();
  } finally {
    knowledge.reading = false;
    starts.answered();
  }
}

export const pickLocator = (core: Core, chunks: string, was: unknown, read: ReadIn): Promise<unknown> =>
  withPage(core, async () => {
    const { pickElement }: { pickElement(env: PickEnv): Promise<Picked | null> } = await import(`${chunks}pick.js`);
    return (await pickElement({ onError: core.fail, was, read }))?.target ?? null;
  });

export const recordWay = (core: Core, chunks: string, ask: AskStudio): Promise<string> =>
  withPage(core, async () => {
    const { recordTour }: typeof import("../author/record.ts") = await import(`${chunks}record.js`);
    return recordTour({ onError: core.fail, save: (tour) => saveTour(tour, ask) });
  });

async function saveTour(tour: DraftTour, ask: AskStudio): Promise<Saved> {
  try {
    return await ask<{ readonly file: string }>("items", { item: tour });
  } catch (error) {
    const isTaken = error instanceof StudioError && error.problem.type === "/problems/item_exists";
    return isTaken ? { taken: true } : { said: explain(error) };
  }
}

/** A recording goes on over page loads. */
export function goOnRecording(core: Core, chunks: string, ask: AskStudio): void {
  if (sessionStorage["handrail:recording"]) recordWay(core, chunks, ask).catch(core.fail);
}
