/**
 * Where the page is, and when that changes without a page load. Calls back after each change, once per address.
 * The Navigation API tells, where there is one.
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
  else import("./history.ts").then(({ watchHistory }) => watchHistory(look)).catch(() => {}); // Then it is seen at the next page.
}
