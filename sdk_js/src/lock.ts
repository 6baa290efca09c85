/**
 * One tour at a time across the tabs of this browser (Web Locks). Who starts one by hand takes the lock from whoever has it.
 * Without the API, as on a page that is not secure, each tab is on its own.
 */

/** `onLost`: another tab takes it. Out: gives it back; null where another tab has it. */
export function takeLock(name: string, byHand: boolean, onLost: () => void): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    const { locks } = navigator;
    if (!locks) return resolve(() => {});
    const hold = (lock: Lock | null): unknown => (lock ? new Promise<void>(resolve) : resolve(null));
    locks.request(name, byHand ? { steal: true } : { ifAvailable: true }, hold).catch(({ name: why }) => {
      if (why === "AbortError") onLost();
      else resolve(() => {}); // Not for this page, as in a sandbox.
    });
  });
}
