/** Arrow keys go from the field into the results and through them (ARIA APG). Each of them is an element with `data-result`. */
export function moveByArrows(event: KeyboardEvent): void {
  const from = event.target as HTMLElement;
  const pane = event.currentTarget as HTMLElement;
  const results = [...pane.querySelectorAll<HTMLElement>("[data-result]")];
  const at = results.indexOf(from);
  const field = pane.querySelector<HTMLElement>("[type=search]");
  if (at < 0 && from !== field) return;
  const next = new Map([
    ["ArrowDown", results[Math.min(at + 1, results.length - 1)]],
    ["ArrowUp", at > 0 ? results[at - 1] : at === 0 ? field : null],
    ["Home", at < 0 ? null : results[0]],
    ["End", at < 0 ? null : results.at(-1)],
  ]).get(event.key);
  if (!next) return;
  event.preventDefault();
  next.focus();
}
