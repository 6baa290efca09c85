// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { openScope } from "../../../widgets/src/kit/scope.ts";

it("ends its listeners and runs the endings, the last one first", () => {
  const seen: string[] = [];
  const scope = openScope((error) => seen.push(`error: ${error}`));
  scope.listen(window, "resize", () => void seen.push("resized"));
  scope.atEnd(() => void seen.push("first"));
  scope.atEnd(() => {
    throw "broken";
  });
  window.dispatchEvent(new Event("resize"));
  scope.end();
  window.dispatchEvent(new Event("resize"));
  scope.end();
  expect(seen).toEqual(["resized", "error: broken", "first"]);
});

it("lets nothing out that is thrown in a listener or a callback", () => {
  const errors: unknown[] = [];
  const scope = openScope((error) => errors.push(error));
  scope.listen(window, "resize", () => {
    throw "one";
  });
  window.dispatchEvent(new Event("resize"));
  scope.guard((what: string) => {
    throw what;
  })("two");
  expect(errors).toEqual(["one", "two"]);
});
