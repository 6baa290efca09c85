/**
 * A preview as this tab knows it: what opens it, kept for as long as the tab is there, and the address that brought it, cleaned.
 * A window that this one opens has it too.
 */

export interface Session {
  readonly preview: string;
  /** Goes with each call in the place of the key. It is nowhere but in this tab. */
  readonly secret: string;
  /** As whom: a token for the drafts' own server, and the locale that was asked for. */
  readonly userToken?: string | undefined;
  readonly locale?: string | undefined;
}

const LINK = /[#&/]*handrail=([^&]*)/;

export interface Sessions {
  read(): Session | undefined;
  write(session: Session | undefined): void;
}

export function openSessions(key: string): Sessions {
  const name = `handrail:${key}`;
  return {
    read: () => {
      try {
        const { preview, secret, ...more }: Session = JSON.parse(sessionStorage[name]);
        return preview && secret ? { preview, secret, ...more } : undefined;
      } catch {
        return; // None, or no storage here.
      }
    },
    write: (session) => {
      if (session) sessionStorage[name] = JSON.stringify(session);
      else sessionStorage.removeItem(name);
    },
  };
}

/** Out: the link's token, if there is one, and whether the rest of the fragment may be the host's, who then has read it with the token in it. */
export function takeToken(): { readonly token: string | undefined; readonly isShared: boolean } {
  const [link = "", token] = LINK.exec(location.hash) ?? [];
  if (!token) return { token: undefined, isShared: false };
  const rest = location.hash.replace(link, "");
  history.replaceState(history.state, "", location.pathname + location.search + (rest === "#" ? "" : rest));
  return { token, isShared: location.hash.length > 1 || !link.startsWith("#") };
}
