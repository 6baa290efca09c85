// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { listHidden } from "../../../sdk_js/src/contact/hidden.ts";

it("finds texts, values and titles in what is marked, in shadow roots too, and nothing else", () => {
  document.body.innerHTML = `
    <p title="not this">Not this</p>
    <div data-handrail-redact title="Of the box">Ada <b>Lovelace</b><input value="typed" placeholder="Card">
      <img alt="Her face"><select><option value="no">Norway</option></select></div>
    <div id="host"></div>`;
  const typed = document.querySelector("input");
  if (typed) typed.value = "4111";
  const root = document.getElementById("host")?.attachShadow({ mode: "open" });
  if (root) root.innerHTML = `<i>Nor this</i><i data-handrail-redact>In the shadow</i>`;

  const found = [...listHidden()].map((text) => text.trim());
  for (const text of ["Of the box", "Lovelace", "4111", "Card", "Her face", "In the shadow", "no"])
    expect(found).toContain(text);
  expect(found.some((text) => text.startsWith("Ada Lovelace"))).toBe(true);
  expect(found.join()).not.toMatch(/not this|nor this/i);
});
