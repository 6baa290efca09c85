/**
 * The lifetime of one mounted widget. In: where errors go; out: listeners and clean-ups that all end at once, and callbacks
 * from which nothing escapes into the host's page.
 */
export interface Scope {
  readonly guard: <A extends unknown[]>(work: (...args: A) => void) => (...args: A) => void;
  readonly listen: <K extends keyof WindowEventMap>(
    on: EventTarget,
    type: K,
    react: (event: WindowEventMap[K]) => void,
    options?: AddEventListenerOptions,
  ) => void;
  /** What is loaded, unless it has ended by then. The first card is painted before any of it is asked for. */
  readonly after: <T>(load: () => Promise<T>, work: (value: T) => void, fail?: (error: unknown) => void) => void;
  /** Runs at the end, last added first. */
  readonly atEnd: (work: () => void) => void;
  readonly end: () => void;
}

let painted: Promise<unknown> | undefined;

export function openScope(onError: (error: unknown) => void): Scope {
  const signal = new AbortController();
  const endings: (() => void)[] = [];
  const guard =
    <A extends unknown[]>(work: (...args: A) => void) =>
    (...args: A) => {
      try {
        work(...args);
      } catch (error) {
        onError(error);
      }
    };
  return {
    guard,
    listen: (on, type, react, options) =>
      on.addEventListener(type, guard(react) as EventListener, { ...options, signal: signal.signal }),
    after(load, work, fail = onError) {
      painted ??= new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      painted.then(load).then((value) => signal.signal.aborted || guard(work)(value), guard(fail));
    },
    atEnd: (work) => void endings.push(guard(work)),
    end() {
      signal.abort();
      while (endings.length) endings.pop()?.();
    },
  };
}
