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
  readonly acting: As | null;
}

interface Env {
  readonly ask: AskStudio;
  readonly sessions: Sessions;
  /** Whom it is now. */
  readonly acted: (acting: As | null) => void;
}

export interface TakenOver {
  readonly core: Core;
  /** Whom the host named so far is acted as. */
  readonly settled: () => Promise<unknown>;
  readonly actAs: (as: As) => Promise<void>;
}

type TakeOn = (as: As, kept: object) => Promise<unknown>;

const OF_THE_HOST = /^(identify|reset)$/;

/**
 * The core boots without hearing who the host's user is; what the host says of that, then and later, comes here. Where nobody is acted as
 * yet, it asks first: what it began for a stranger would be put away a moment later, or be in the author's way.
 */
export function takeOver(
  boot: (userToken: UserToken | undefined) => Core,
  userToken: UserToken | undefined,
  { ask, sessions, acted }: Env,
): TakenOver {
  const stub = window.handrail as Stub;
  stub.splice(0, stub.length, ...stub.filter((call) => !OF_THE_HOST.test(call?.[0])));

  /** Out: their token; nothing where the page is on its way to the other language. */
  async function act(as: As, kept: object): Promise<string | null | undefined> {
    const { user_token, locale, acting } = await ask<Acted>("act", as);
    acted(acting);
    const before = sessions.read()?.locale;
    sessions.change({ userToken: user_token ?? undefined, locale: locale ?? undefined, ...kept });
    if (before === (locale ?? undefined)) return user_token;
    // All that is there was made in the other language.
    return void location.reload();
  }

  async function be(as: As, kept: object): Promise<void> {
    const token = await act(as, kept);
    if (token === undefined) return;
    const isOther = "sub" in as;
    if (isOther) core.close();
    await (token ? core.methods.identify(token) : isOther ? core.methods.reset() : core.sync());
  }

  async function hear(user: unknown, takeOn: TakeOn): Promise<void> {
    const said: unknown = typeof user === "function" ? await user() : user;
    const { sub, traits, account } = readClaims(`${said}`) as As;
    const session = sessions.read();
    if (!session || session.isChosen || typeof sub !== "string" || sub === session.hostUser) return;
    await takeOn({ sub, traits: traits ?? {}, account: account ?? {} }, { hostUser: sub });
  }

  let last: Promise<unknown> = Promise.resolve();
  const listen = (user: unknown, takeOn: TakeOn = be): Promise<void> => {
    const heard = last.then(() => hear(user, takeOn));
    last = heard.catch((error) => core.fail(error));
    return heard;
  };

  const known = sessions.read()?.userToken;
  const askFirst = async (): Promise<string> => {
    await listen(userToken, act);
    return sessions.read()?.userToken ?? "";
  };
  const core = boot(known || !userToken ? known : askFirst);
  const api = window.handrail as unknown as Record<string, unknown>;
  api.identify = async (user: unknown) => void listen(user).catch(() => {}); // `last` tells of it.
  // Somebody else will say who they are.
  api.reset = async () => {};
  if (known) listen(userToken).catch(() => {});
  return { core, settled: () => last, actAs: (as) => be(as, { isChosen: true }) };
}
