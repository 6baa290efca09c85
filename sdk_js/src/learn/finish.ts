/** One quiet line when a checklist is done: announced, no focus taken, there until it is closed or the page goes. */
import type { StepChunk, Words } from "../../../widgets/src/contract.ts";
import { findLauncher } from "../help/name_launcher.ts";
import { makeHolder } from "../tour/holder.ts";
import type { KeepEnv } from "./keeping.ts";

export async function sayFinished({ config, store, fail }: KeepEnv, locale: string, text: string): Promise<void> {
  const [{ mount }, { words }] = await Promise.all([
    import(`${config.chunks}step.js`) as Promise<StepChunk>,
    import(`${config.chunks}words-${locale}.js`) as Promise<{ readonly words: Words }>,
  ]);
  const holder = makeHolder();
  const root = findLauncher()?.getRootNode();
  // Where the launcher is it can be reached.
  holder.place(root instanceof ShadowRoot ? root.host.parentElement : null);
  const notice = mount(
    { root: holder.root, onError: fail },
    {
      kind: "notice",
      text,
      buttons: [],
      words,
      theme: store.read().themes?.default ?? null,
      onClose: () => {
        notice.destroy();
        holder.remove();
      },
      entered: "by-itself",
    },
  );
}
