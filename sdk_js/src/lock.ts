/**
 * One tour at a time across the tabs of this browser (Web Locks). Who starts one by hand takes the lock from whoever has it.
 * Without the API, as on a page that is not secure, each tab is on its own.
 */
export interface Held {
  release(): void;
}

/** In: `onLost` is called when another tab takes it. Out: null where another tab has it. */
export function takeLock(name: string, byHand: boolean, onLost: () => void): Promise<Held | null> {
  const { locks } = navigator;
  if (!locks) return Promise.resolve({ release: () => {} });
  return new Promise((resolve) => {
    let released = false;
    const hold = (lock: Lock | null): Promise<void> | undefined => {
      if (!lock) {
        resolve(null);
        return;
      }
      return new Promise((release) => {
        resolve({
          release: () => {
            released = true;
            release();
          },
        });
      });
    };
    locks.request(name, byHand ? { steal: true } : { ifAvailable: true }, hold).catch(() => {
      if (!released) onLost();
      resolve(null); // Not to be had at all: as if another tab had it.
    });
  });
}
