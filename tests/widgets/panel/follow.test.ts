import { expect, it } from "vitest";
import { followItem } from "../../../widgets/src/panel/follow.ts";
import { readPath } from "../../../widgets/src/panel/route.ts";

it.each([
  ["article:refunds", "articles/refunds"],
  ["article:refunds#fees", "articles/refunds#fees"],
  ["quiz:basics", "quizzes/basics"],
  ["checklist:first-steps", "checklists/first-steps"],
  ["contact:", "contact"],
  ["tour:welcome", "start welcome"],
])("%s leads to %s", (item, expected) => {
  let to = "";
  followItem(
    item,
    (tour) => {
      to = `start ${tour}`;
    },
    (path) => {
      to = path;
    },
  );
  expect(to).toBe(expected);
  if (!item.startsWith("tour")) expect(readPath(to)).not.toBeNull();
});

it.each(["checklists", "quizzes", "quizzes/", "news/one", "checklist/one"])("there is no place %s", (path) => {
  expect(readPath(path)).toBeNull();
});

it("news may begin at one of them", () => {
  expect(readPath("news#dark")).toEqual({ view: "news", id: "", anchor: "dark", from: "panel" });
});
