/**
 * What a member's page boots in the place of the core where its address or this tab asks for it, and nowhere else. A link is redeemed; then
 * the drafts are previewed. A link that opens nothing is said to be one, and the page goes on as for everybody. In: what the loader hands
 * to the core.
 */
import type { BarProps } from "../../widgets/src/bar/contract.ts";
import type { Boot } from "./boot.ts";
import { previewDrafts } from "./preview/drafts.ts";
import { openSessions, readStored, type Session, takeToken } from "./preview/session.ts";
import { showBar } from "./preview/show_bar.ts";
import { explain, post, StudioError } from "./preview/studio.ts";

const NOTHING: BarProps = {
  link: "live",
  studio: null,
  running: null,
  trouble: null,
  locale: "en",
  scheme: "auto",
  acts: null,
};

export async function boot(given: Boot): Promise<void> {
  const { key, base, chunks } = given.config;
  const sessions = openSessions(key);
  const { token, isShared } = takeToken();
  let trouble: string | null = null;
  if (token) {
    try {
      sessions.write(await post<Session>(`${base}/v1/previews/open`, { key, token }));
      // The host began with an address that was not its own.
      if (isShared) return location.reload();
    } catch (error) {
      // What nobody made tells its reader nothing: whoever spreads such an address has no bar to show with it.
      const isForged = error instanceof StudioError && error.problem.reason === "forged";
      trouble = isForged ? null : explain(error);
    }
  }
  const session = sessions.read();
  const { boot: bootCore } = await import("./core.ts");
  if (session) return previewDrafts({ given, session, sessions, bootCore, trouble });
  const { fail } = bootCore({ ...given, stored: readStored(key) });
  if (trouble) await showBar(chunks, fail, { ...NOTHING, trouble });
}
