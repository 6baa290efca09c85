/** Compiled text in, text for a widget out: placeholders are filled from the person's traits. */
import type { TextNode } from "../../../widgets/src/contract.ts";
import type { TextPart } from "../wire.gen.ts";

export function fillText(parts: readonly TextPart[], traits: Readonly<Record<string, unknown>>): readonly TextNode[] {
  return parts.map((part) => {
    if (typeof part === "string") return part;
    if ("var" in part) return String(traits[part.var] ?? part.default);
    return { ...part, children: fillText([part.children ?? []].flat(), traits) };
  });
}
