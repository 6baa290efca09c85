/** The way to the help, and to the team: on a site that has none, nothing of it is ever fetched. */
import type { Help, HelpEnv } from "./env.ts";

export function makeDoor(given: Omit<HelpEnv, "open">): Pick<Help, "answered" | "open"> {
  const env: HelpEnv = { ...given, open };
  const { config, store, fail } = env;
  let help: Promise<Help> | undefined;
  const load = (): Promise<Help> => {
    help ??= import("./help.ts").then(({ makeHelp }) => makeHelp(env));
    help.catch(() => {
      help = undefined;
    });
    return help;
  };
  const isThere = (): boolean => !!store.read().help;

  /** Where a conversation goes on, or something that was written waits; once there, until the page goes. */
  let talks = false;
  function isTalking(): boolean {
    const { unread, contact, person } = store.read();
    const name = `handrail:${config.key}:`;
    try {
      // Whoever is here after somebody who was known does not hand their conversation on.
      if (person?.known) localStorage.setItem(`${name}known`, person.id);
      talks ||= Object.keys(localStorage).some((one) => one.startsWith(`${name}talk:`));
    } catch {
      // No storage here: nothing waits in it.
    }
    talks ||= !!(unread || contact?.open);
    return talks;
  }

  /** Checklists go on, and news is told. */
  const keeps = (): boolean => store.read().items.some(({ kind }) => /^(checklist|announcement)$/.test(kind));

  async function open(path?: string): Promise<boolean> {
    try {
      return isThere() && (await (await load()).open(path));
    } catch (error) {
      fail(error);
      return false;
    }
  }

  return {
    answered: () => {
      if (!help && !isThere()) return;
      if (config.errors != null) import("../contact/errors.ts").catch(fail);
      load()
        .then(async (it) => {
          it.answered();
          if (keeps()) (await import("../learn/keep.ts")).openKeeper(env).then(({ answered }) => answered(), fail);
          if (isTalking()) (await import("../contact/talk.ts")).openTalk(env).then(({ answered }) => answered(), fail);
        })
        .catch(fail);
    },
    open,
  };
}
