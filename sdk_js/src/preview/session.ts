/**
 * A preview as this tab knows it: what opens it, kept for as long as the tab is there, and the address that brought it, cleaned.
 * A window that this one opens has it too.
 */
import type { Running, Scheme } from "../../../widgets/src/bar/contract.ts";
import { toJson } from "../json.ts";
import type { Stored } from "../store.ts";

export interface Session {
  readonly preview: string;
  /** Goes with each call in the place of the key. It is nowhere but in this tab. */
  readonly secret: string;
  /** As whom: a token for the drafts' own server. */
  readonly userToken?: string | undefined;
  readonly locale?: string | undefined;
  /** Whom the host said its user is, and was acted as for that. */
  readonly hostUser?: string | undefined;
  /** The author said whom to act as: what the host says is not heard. */
  readonly isChosen?: boolean;
  readonly scheme?: Scheme;
  /** Where a new window begins. */
  readonly at?: Running | null;
}

export interface Sessions {
  read(): Session | undefined;
  write(session: Session | undefined): void;
  change(part: Partial<Session>): void;
}

export function openSessions(key: string): Sessions {
  const name = `handrail:${key}`;
  const sessions: Sessions = {
    read: () => {
      try {
        const session: Session = JSON.parse(sessionStorage[name]);
        return session.preview && session.secret ? session : undefined;
      } catch {
        return; // None, or no storage here.
      }
    },
    write: (session) => {
      if (session) sessionStorage[name] = toJson(session);
      else sessionStorage.removeItem(name);
    },
    change: (part) => {
      const session = sessions.read();
      if (session) sessions.write({ ...session, ...part });
    },
  };
  return sessions;
}

const LINK = /[#&/]*handrail=([^&]*)/;

/** Out: the link's token, and whether the fragment may be the host's too, who then has read it with the token in it. */
export function takeToken(): { readonly token: string | undefined; readonly isShared: boolean } {
  const { hash, pathname, search } = location;
  const [link = "", token] = LINK.exec(hash) ?? [];
  if (!token) return { token: undefined, isShared: false };
  const rest = hash.replace(link, "").replace(/^&/, "");
  history.replaceState(history.state, "", pathname + search + (/^#?$/.test(rest) ? "" : rest.replace(/^(?!#)/, "#")));
  return { token, isShared: link !== hash || link[1] === "/" };
}

/** What this device remembers under that name; whatever it is, the store takes what is sound. */
export function readStored(name: string): Partial<Stored> {
  try {
    return Object(JSON.parse(localStorage[`handrail:${name}`]));
  } catch {
    return {}; // Nothing yet.
  }
}

export function forgetStored(name: string): void {
  for (const one of Object.keys(localStorage)) if (one.startsWith(`handrail:${name}`)) localStorage.removeItem(one);
}
