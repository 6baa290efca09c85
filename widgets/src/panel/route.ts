/** Where the panel is, as text: "" for home, "articles/refunds#fees", "topics", "topics/billing", "search/refund", "contact", "preferences",
 * "checklists/begin", "quizzes/basics", "news". */
import type { From, Place } from "./contract.ts";

const VIEWS = [
  "home",
  "articles",
  "topics",
  "search",
  "contact",
  "preferences",
  "checklists",
  "quizzes",
  "news",
] as const;

/** Null where there is no such place. */
export function readPath(path: string, from: From = "panel"): Place | null {
  const [, name = "", rest = ""] = /^\/?([^/#]*)\/?(.*)$/s.exec(path) ?? [];
  const view = VIEWS.find((one) => one === (name || "home"));
  if (!view) return null;
  if (view === "search") return { view, id: rest, anchor: "", from };
  const [id = "", anchor = ""] = rest.split("#");
  const needsId = /^(articles|checklists|quizzes)$/.test(view);
  if (id ? !needsId && view !== "topics" : needsId) return null;
  return { view, id, anchor, from };
}
