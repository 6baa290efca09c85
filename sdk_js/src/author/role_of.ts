/** Which role a locator would find an element by: the other direction of `page/roles.ts`. */
import { IMPLICIT } from "../page/roles.ts";

/** Those whose tags are called as their role, and are not in the table for it. */
const NAMED_AS_ROLE = /^(article|dialog|figure|form|main|math|meter|option|search|table)$/;
const NO_ROLE = /^(none|presentation|generic)$/;
const ROLE = /^[a-z]{2,30}$/;

export function roleOf(element: Element): string | null {
  const said = element.getAttribute("role")?.match(/\S+/)?.[0];
  if (said) return ROLE.test(said) && !NO_ROLE.test(said) ? said : null;
  if (NAMED_AS_ROLE.test(element.localName)) return element.localName;
  return Object.entries(IMPLICIT).find(([, selector]) => element.matches(selector))?.[0] ?? null;
}
