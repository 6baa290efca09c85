/**
 * One tour at a time across the tabs of this browser (Web Locks). Who starts one by hand takes the lock from whoever has it.
 * Without the API, as on a page that is not secure, each tab is on its own.
 */

/** One for all tabs. */
export const lockOf = (key: string): string => `handrail:${key}:tour`;

/** ms: longer than a first card takes. */
const LATER = 100;

/** `onLost`: another tab takes it. Out: gives it back; null where another tab has it. */
export function takeLock(name: string, byHand: boolean, onLost: () => void): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    const held = new Promise<void>((release) => {
      const { locks } = navigator;
      const hold = (lock: Lock | null): Promise<void> => {
        resolve(lock && release);
        return held;
      };
      const ask = () =>
        locks?.request(name, { steal: byHand, ifAvailable: !byHand }, hold).catch(({ name: why }) => {
          if (why === "AbortError") onLost();
          else resolve(release); // Not for this page, as in a sandbox.
        });
      // By hand it comes for certain. Another process has to be asked, and answers in the middle of what shows the first card.
      if (!locks || byHand) resolve(release);
      if (byHand) setTimeout(ask, LATER);
      else ask();
    });
  });
}
