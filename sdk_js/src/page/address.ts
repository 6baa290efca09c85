/**
 * Where the page is, and when that changes without a page load. Calls back after each change, once per address.
 * The Navigation API tells where there is one. Elsewhere: `popstate`, `hashchange`, and a look after each click or key, because the
 * host's `history` is not ours to wrap.
 */
export function watchAddress(onChange: () => void): void {
  let known = location.href;
  const look = (): void => {
    if (location.href === known) return;
    known = location.href;
    onChange();
  };
  const { navigation } = window as { navigation?: EventTarget };
  if (navigation) navigation.addEventListener("currententrychange", look);
  else {
    const later = (): void => {
      for (const delay of [50, 1000]) setTimeout(look, delay);
    };
    for (const name of ["click", "keydown"]) addEventListener(name, later, { capture: true, passive: true });
    for (const name of ["popstate", "hashchange"]) addEventListener(name, look);
  }
}
