/** Style sheets of a shadow root: constructed and adopted, so that no host's `style-src` is asked. */
const made = new Map<string, CSSStyleSheet>();

export function adoptSheets(root: ShadowRoot, ...texts: string[]): void {
  for (const text of texts) {
    let sheet = made.get(text);
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      made.set(text, sheet);
    }
    if (root.adoptedStyleSheets.indexOf(sheet) < 0) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }
}
