/** Style sheets of a shadow root: constructed and adopted, so that no host's `style-src` is asked. */
const made = new Map<string, CSSStyleSheet>();

/** Parses it, once. To do so when its chunk comes takes the time from where nobody waits yet. */
export function makeSheet(text: string): CSSStyleSheet {
  const sheet = made.get(text) ?? new CSSStyleSheet();
  if (!made.has(text)) sheet.replaceSync(text);
  made.set(text, sheet);
  return sheet;
}

export function adoptSheets(root: ShadowRoot, ...texts: string[]): void {
  for (const sheet of texts.map(makeSheet))
    if (root.adoptedStyleSheets.indexOf(sheet) < 0) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
