/** What is kept about the person: given to them as a file, and forgotten. */
import { takeAsIs } from "../json.ts";
import type { Ask } from "./ask.ts";
import type { HelpEnv } from "./env.ts";

/** The browser needs it until it has written the file, ms. */
const WHILE_SAVED = 60_000;

export async function exportMe(ask: Ask): Promise<void> {
  const text = JSON.stringify(await ask("me/export"), takeAsIs, 2);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = "about-me.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), WHILE_SAVED);
}

/** Here too, with what waits to be told; then whoever is here is somebody new, or whom the host says. */
export async function forgetMe(ask: Ask, { store, close, sync }: HelpEnv): Promise<void> {
  await ask("me/erase");
  store.acknowledge(store.read().queue);
  close();
  await sync();
}
