// The form for a new invoice. Its lines come once the customer's terms are known.
import { call, toast } from "./acme.js";
import { askForCustomer } from "./customer-dialog.js";
import { formatMoney, parseMoney, stamp } from "./view.js";

/** Draws the form; `go` leads to the invoice that was sent. */
export async function showForm(go) {
  const customers = await call("/api/customers");
  const { fragment, slots } = stamp("form-view");
  let taxPercent = 0;

  const offer = (customer) => slots.customer.append(new Option(customer.name, customer.id));
  customers.forEach(offer);

  async function choose() {
    const customer = slots.customer.value;
    slots["lines-card"].hidden = true;
    if (!customer) return;
    slots.terms.textContent = "Looking up what you agreed…";
    const terms = await call(`/api/customers/${customer}/terms`);
    if (slots.customer.value !== customer) return;
    taxPercent = terms.tax_percent;
    slots.terms.textContent = `Due in ${terms.days} days.`;
    slots.rate.textContent = `${taxPercent} %`;
    slots["lines-card"].hidden = false;
    if (!slots.lines.rows.length) addLine();
    sum();
  }

  function addLine() {
    const { fragment: row, slots: line } = stamp("line");
    const element = row.firstElementChild;
    line.remove.addEventListener("click", () => {
      if (slots.lines.rows.length > 1) element.remove();
      else for (const input of element.querySelectorAll("input")) input.value = input.defaultValue;
      sum();
    });
    slots.lines.append(row);
    return element;
  }

  const read = () =>
    [...slots.lines.rows].map((row) => {
      const [description, quantity, price] = ["description", "quantity", "price"].map((name) => row.querySelector(`[name=${name}]`).value.trim());
      return { row, description, quantity: /^[1-9]\d{0,3}$/.test(quantity) ? Number(quantity) : null, price: parseMoney(price) };
    });

  function sum() {
    let net = 0;
    for (const { row, quantity, price } of read()) {
      const amount = (quantity ?? 0) * (price ?? 0);
      row.querySelector("[data-slot=amount]").textContent = formatMoney(amount);
      net += amount;
    }
    const tax = Math.round((net * taxPercent) / 100);
    for (const [name, cents] of Object.entries({ net, tax, total: net + tax })) slots[name].textContent = formatMoney(cents);
    return net + tax;
  }

  function findProblem() {
    if (!slots.customer.value) return [slots.customer, "Choose a customer."];
    for (const { row, description, quantity, price } of read()) {
      if (!description) return [row.querySelector("[name=description]"), "Say what each line is for."];
      if (quantity === null) return [row.querySelector("[name=quantity]"), "A quantity is a whole number from 1."];
      if (price === null) return [row.querySelector("[name=price]"), "A price is an amount like 250 or 19.50."];
    }
    return slots.lines.rows.length ? null : [slots.customer, "Wait until the lines are there."];
  }

  function review(event) {
    event.preventDefault();
    const problem = findProblem();
    slots.problem.textContent = problem?.[1] ?? "";
    if (problem) return problem[0].focus();
    slots.summary.textContent = `${slots.customer.selectedOptions[0].text} will get an invoice of ${formatMoney(sum())} by e-mail.`;
    slots["send-problem"].textContent = "";
    slots.confirm.showModal();
  }

  async function send() {
    slots["confirm-send"].disabled = true;
    try {
      const lines = read().map(({ description, quantity, price }) => ({ description, quantity, price }));
      const invoice = await call("/api/invoices", { customer: slots.customer.value, lines, message: slots.message.value });
      slots.confirm.close();
      window.handrail.push(["track", "invoice_sent", { amount: invoice.total / 100, currency: "EUR" }]);
      await go(`/invoices/${invoice.id}`);
      toast("Invoice sent.");
    } catch (error) {
      slots["send-problem"].textContent = error.message;
    } finally {
      slots["confirm-send"].disabled = false;
    }
  }

  slots.customer.addEventListener("change", choose);
  slots["add-customer"].addEventListener("click", () =>
    askForCustomer((customer) => {
      offer(customer);
      slots.customer.value = customer.id;
      slots.customer.dispatchEvent(new Event("change", { bubbles: true }));
    }),
  );
  slots.lines.addEventListener("input", sum);
  slots["add-line"].addEventListener("click", () => addLine().querySelector("input").focus());
  slots.form.addEventListener("submit", review);
  slots["keep-editing"].addEventListener("click", () => slots.confirm.close());
  slots["confirm-send"].addEventListener("click", send);
  return { fragment, title: "New invoice" };
}
