/** What the bar writes into the author's files, and what is fetched to point and to record. */
import type { BarActs } from "../../../widgets/src/bar/contract.ts";
import type { PickEnv, Picked } from "../author/pick.ts";
import type { Core } from "./jump.ts";
import { type AskStudio, explain, StudioError } from "./studio.ts";

export const makeWrite =
  (ask: AskStudio): BarActs["write"] =>
  async (edits) => {
    try {
      await ask("edits", { edits });
      return { is: "done" };
    } catch (error) {
      if (error instanceof StudioError && error.problem.type === "/problems/edit_conflict")
        return { is: "conflict", found: error.problem.found };
      return { is: "refused", said: explain(error) };
    }
  };

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

export const pickLocator = (core: Core, chunks: string): Promise<unknown> =>
  withPage(core, async () => {
    const { pickElement }: { pickElement(env: PickEnv): Promise<Picked | null> } = await import(`${chunks}pick.js`);
    return (await pickElement({ onError: core.fail }))?.locator ?? null;
  });

export const recordWay = async (_core: Core, _chunks: string, _ask: AskStudio): Promise<string | undefined> =>
  "Not yet.";
