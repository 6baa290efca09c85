/** The way to the help: on a site that has none, nothing of it is ever fetched. */
import type { Help, HelpEnv } from "./env.ts";

export function makeDoor(env: HelpEnv): Help {
  let help: Promise<Help> | undefined;
  const load = (): Promise<Help> => {
    help ??= import("./help.ts").then(({ makeHelp }) => makeHelp(env));
    help.catch(() => {
      help = undefined;
    });
    return help;
  };
  const isThere = (): boolean => !!env.store.read().help;
  return {
    answered: () => {
      if (help || isThere())
        load()
          .then((it) => it.answered())
          .catch(env.fail);
    },
    open: async (path) => {
      try {
        return isThere() && (await (await load()).open(path));
      } catch (error) {
        env.fail(error);
        return false;
      }
    },
  };
}
