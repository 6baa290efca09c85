import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareNames } from "../../../sdk_js/src/author/likeness.ts";

describe("two names", () => {
  it.each([
    ["New invoice", "Create invoice", 0.9],
    ["New invoice", "Add an invoice", 0.9],
    ["new-invoice", "newInvoice", 1],
    ["new_invoice", "new-invoice", 1],
    ["Customers", "Clients", 0.8],
    ["Sign in", "Log in", 0.8],
    ["Delete", "Remove", 0.9],
    ["Save", "Save changes", 0.6],
    ["Kundeliste", "Kundelisten", 0.8],
    ["Envoyér", "Envoyer", 1],
  ])("%s and %s are alike", (a, b, least) => {
    expect(compareNames(a, b)).toBeGreaterThanOrEqual(least);
  });

  it.each([
    ["New invoice", "Sign out"],
    ["Save", "Cancel"],
    ["Price", "Customer"],
    ["", "Save"],
  ])("%s and %s are not", (a, b) => {
    expect(compareNames(a, b)).toBeLessThan(0.4);
  });

  it("are as alike one way as the other of themselves, and never more than the same", () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 4 }), fc.lorem({ maxCount: 4 }), (a, b) => {
        expect(compareNames(a, a)).toBe(1);
        expect(compareNames(a, b)).toBeGreaterThanOrEqual(0);
        expect(compareNames(a, b)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
