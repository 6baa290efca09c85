/**
 * For browsers without the Navigation API: `popstate`, `hashchange`, and a look after each click or key, because the host's `history` is
 * not ours to wrap. A chunk of its own.
 */
export function watchHistory(look: () => void): void {
  const later = (): void => {
    for (const delay of [50, 1000]) setTimeout(look, delay);
  };
  for (const name of ["click", "keydown"]) addEventListener(name, later, { capture: true, passive: true });
  for (const name of ["popstate", "hashchange"]) addEventListener(name, look);
}
