/** Where a link to an item leads. In: as it was written, `article:refunds#fees`, `tour:first-invoice`, `quiz:basics`, `checklist:begin`, `contact:`. */
export function followItem(item: string, start: (tour: string) => void, go: (path: string) => void): void {
  const [, kind = "", rest = ""] = /^(\w+):(.*)$/.exec(item) ?? [];
  if (kind === "tour") start(rest);
  else go(rest ? `${kind === "quiz" ? "quizze" : kind}s/${rest}` : kind);
}
