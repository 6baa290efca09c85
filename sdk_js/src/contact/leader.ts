/**
 * One tab of this browser leads (Web Locks): it sends and listens, and the others hear of it. Without the API each tab is its own: the server
 * counts what is sent twice once.
 */
export interface Standing {
  readonly leads: () => boolean;
  readonly end: () => void;
}

export function standForLeader(name: string, begin: () => void): Standing {
  const resigning = new AbortController();
  let release = (): void => {};
  let leads = false;
  const lead = (): void => {
    if (resigning.signal.aborted) return;
    leads = true;
    begin();
  };
  const hold = (): Promise<void> =>
    new Promise((resolve) => {
      release = resolve;
      lead();
    });
  const { locks } = navigator;
  if (!locks) queueMicrotask(lead);
  else
    locks.request(name, { signal: resigning.signal }, hold).catch(({ name: why }) => {
      if (why !== "AbortError") lead(); // Not for this page, as in a sandbox.
    });
  return {
    leads: () => leads,
    end: () => {
      leads = false;
      resigning.abort();
      release();
    },
  };
}
