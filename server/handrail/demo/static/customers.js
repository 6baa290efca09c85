import "./acme.js";
import { askForCustomer } from "./customer-dialog.js";

document.getElementById("add-customer").addEventListener("click", () => askForCustomer(() => location.reload()));
