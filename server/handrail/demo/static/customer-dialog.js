import { call } from "./acme.js";

const dialog = document.getElementById("customer-dialog");
const form = dialog.querySelector("form");
const problem = form.querySelector(".problem");
let onAdded = () => {};

/** Opens the dialog; `added` gets the new customer. */
export function askForCustomer(added) {
  onAdded = added;
  form.reset();
  problem.textContent = "";
  dialog.showModal();
}

form.querySelector("[data-close]").addEventListener("click", () => dialog.close());
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const customer = await call("/api/customers", Object.fromEntries(new FormData(form)));
    dialog.close();
    onAdded(customer);
  } catch (error) {
    problem.textContent = error.message;
  }
});
