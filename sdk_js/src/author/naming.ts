/** What was acted on, as a recording keeps it: how to find it again, and what people call it. Nothing of what stands in a field. */
import { labelOf, nameOf, squash } from "../page/name.ts";
import type { Locator } from "../wire.gen.ts";
import { rankLocators } from "./rank.ts";
import { roleOf } from "./role_of.ts";
import type { Mark } from "./tape.ts";

/** Characters of a name in an address. */
export const LONGEST_ASKED = 60;
const MOST_FIELDS = 40;

/** The best that fits, and another way beside it where that lasts. */
export function nameElement(element: Element): Pick<Mark, "target" | "name"> {
  const fitting = rankLocators(element).filter(({ fits }) => fits);
  const [best] = fitting;
  const role = roleOf(element);
  const name = (role ? nameOf(element, role) : "") || labelOf(element) || sayBeside(element);
  if (!best) return { target: [], name };
  const other = fitting.find((one) => one.stability === "stable" && wayOf(one.locator) !== wayOf(best.locator));
  return { target: [best.locator, ...(other ? [other.locator] : [])], name };
}

/** A label that says of no field whose it is, as readers see whose. */
function sayBeside({ previousElementSibling: before }: Element): string {
  return before?.matches("label:not([for])") && !(before as HTMLLabelElement).control ? squash(before.textContent) : "";
}

/** Of its form, as an address would have them. */
export function listFields(element: Element): readonly string[] {
  if (element.closest("a[href]")) return []; // It leads where it says itself.
  const form = (element as Partial<HTMLInputElement>).form ?? element.closest("form");
  const names = [...(form?.elements ?? [])].map((field) => (field as HTMLInputElement).name);
  return [...new Set(names.filter((name) => name && name.length <= LONGEST_ASKED))].slice(0, MOST_FIELDS);
}

const wayOf = (locator: Locator): string =>
  ["test_id", "role", "label", "text", "css"].find((way) => way in locator) ?? "";
