/** What a view waits for. In: how to ask, and what it depends on; out: what came, that it failed, or neither yet; and a way to ask again. */
import { useEffect, useState } from "preact/hooks";

export interface Loaded<T> {
  readonly value: T | undefined;
  readonly failed: boolean;
  readonly again: () => void;
}

export function useLoaded<T>(load: () => Promise<T>, on: readonly unknown[]): Loaded<T> {
  const [state, setState] = useState<{ readonly value?: T; readonly failed?: boolean; readonly key?: string }>({});
  const [tries, setTries] = useState(0);
  const key = JSON.stringify(on);
  useEffect(() => {
    let wanted = true;
    load().then(
      (value) => wanted && setState({ value, key }),
      () => wanted && setState({ failed: true, key }),
    );
    return () => {
      wanted = false;
    };
  }, [key, tries]);
  const isNow = state.key === key;
  const again = () => {
    setState({});
    setTries(tries + 1);
  };
  return { value: isNow ? state.value : undefined, failed: isNow && !!state.failed, again };
}
