// The client-side routes under /invoices: a list, a form, one page per invoice.
import { call, toast } from "./acme.js";
import { showForm } from "./new-invoice.js";
import { capitalise, formatDay, formatMoney, stamp } from "./view.js";

const view = document.getElementById("view");
let turn = 0;

async function show(moved) {
  const mine = ++turn;
  const { fragment, title } = await draw(location.pathname);
  if (mine !== turn) return; // somebody went on while this was loading
  view.replaceChildren(fragment);
  document.title = `${title} · Acme Invoices`;
  if (moved) {
    window.scrollTo(0, 0);
    view.querySelector("h1").focus();
  }
}

function draw(path) {
  if (path === "/invoices/new") return showForm(go);
  const id = path.match(/^\/invoices\/([^/]+)\/?$/)?.[1];
  return id ? drawInvoice(id) : drawList();
}

function go(path) {
  history.pushState(null, "", path);
  return show(true);
}

window.addEventListener("popstate", () => show(true));
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-route], [data-go]");
  if (!link || event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  go(link.dataset.go ?? link.getAttribute("href"));
});

async function drawList() {
  const invoices = await call("/api/invoices");
  const { fragment, slots } = stamp("list-view");
  const filters = [...fragment.querySelectorAll(".filters button")];
  const fill = (status) => {
    const shown = invoices.filter((invoice) => !status || invoice.status === status);
    slots.rows.replaceChildren(...shown.map(drawRow));
    slots.empty.hidden = shown.length > 0;
    for (const button of filters) button.ariaPressed = String(button.value === status);
  };
  for (const button of filters) button.addEventListener("click", () => fill(button.value));
  fill("");
  return { fragment, title: "Invoices" };
}

function drawRow(invoice) {
  const { fragment, slots } = stamp("invoice-row", {
    id: invoice.id,
    customer: invoice.customer.name,
    due: formatDay(invoice.due),
    status: capitalise(invoice.status),
    total: formatMoney(invoice.total),
  });
  slots.status.classList.add(invoice.status);
  slots.id.href = `/invoices/${invoice.id}`;
  slots.id.dataset.route = "";
  return fragment;
}

async function drawInvoice(id) {
  const invoice = await call(`/api/invoices/${id}`).catch(() => null);
  if (!invoice) return { fragment: stamp("lost-view").fragment, title: "Not found" };
  const { fragment, slots } = stamp("invoice-view", {
    id: invoice.id,
    customer: invoice.customer.name,
    email: invoice.customer.email,
    issued: formatDay(invoice.issued),
    due: formatDay(invoice.due),
    status: capitalise(invoice.status),
    net: formatMoney(invoice.net),
    tax: formatMoney(invoice.tax),
    total: formatMoney(invoice.total),
    message: invoice.message,
  });
  slots.status.classList.add(invoice.status);
  slots["mark-paid"].hidden = invoice.status === "paid";
  slots["mark-paid"].addEventListener("click", async () => {
    await call(`/api/invoices/${id}/paid`, {});
    toast(`${id} is paid.`);
    show(true);
  });
  for (const { description, quantity, price } of invoice.lines)
    slots.rows.append(stamp("invoice-line", { description, quantity, amount: formatMoney(quantity * price) }).fragment);
  return { fragment, title: id };
}

show(false);
