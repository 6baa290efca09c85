/**
 * Whom the drafts are shown to: whoever the host says is here, until the author says otherwise. Of the host's own token only what it claims
 * is read: the drafts' server signs another.
 */
import type { As } from "../../../widgets/src/bar/contract.ts";
import type { Stub, UserToken } from "../boot.ts";
import { readClaims } from "../identity.ts";
import type { Core } from "./jump.ts";
import type { Sessions } from "./session.ts";
import type { AskStudio } from "./studio.ts";

interface Acted {
  readonly user_token: string | null;
  readonly locale: string | null;
}

interface Env {
  readonly ask: AskStudio;
  readonly sessions: Sessions;
}

export interface TakenOver {
  readonly core: Core;
  /** Whom the host named so far is acted as. */
  readonly settled: () => Promise<unknown>;
  readonly actAs: (as: As) => Promise<void>;
}

const OF_THE_HOST = /^(identify|reset)$/;

/** The core boots without hearing who the host's user is; what the host says of that, then and later, comes here. */
export function takeOver(boot: () => Core, userToken: UserToken | undefined, { ask, sessions }: Env): TakenOver {
  const stub = window.handrail as Stub;
  stub.splice(0, stub.length, ...stub.filter((call) => !OF_THE_HOST.test(call?.[0])));
  const core = boot();
  const { identify, reset } = core.methods;

  async function be(as: As, kept: object): Promise<void> {
    const { user_token, locale } = await ask<Acted>("act", as);
    const before = sessions.read()?.locale;
    sessions.change({ userToken: user_token ?? undefined, locale: locale ?? undefined, ...kept });
    // All that is there was made in the other language.
    if (before !== (locale ?? undefined)) return location.reload();
    core.close();
    await (user_token ? identify(user_token) : reset());
  }

  async function hear(user: unknown): Promise<void> {
    const said: unknown = typeof user === "function" ? await user() : user;
    const { sub, traits, account } = readClaims(`${said}`) as As;
    const session = sessions.read();
    if (!session || session.isChosen || typeof sub !== "string" || sub === session.hostUser) return;
    await be({ sub, traits: traits ?? {}, account: account ?? {} }, { hostUser: sub });
  }

  let last: Promise<unknown> = Promise.resolve();
  const listen = (user: unknown): void => {
    last = last.then(() => hear(user)).catch(core.fail);
  };

  const api = window.handrail as unknown as Record<string, unknown>;
  api.identify = async (user: unknown) => listen(user);
  // Somebody else will say who they are.
  api.reset = async () => {};
  listen(userToken);
  return { core, settled: () => last, actAs: (as) => be(as, { isChosen: true }) };
}
