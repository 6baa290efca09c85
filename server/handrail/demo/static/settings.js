import { toast } from "./acme.js";

const tours = document.getElementById("tours");

// The choice is kept by Handrail, so that it counts wherever this person signs in.
window.handrail.push(["on", "ready", showChoice]);
window.handrail.push(["on", "preferences_changed", showChoice]);
tours.addEventListener("change", () => {
  window.handrail.push(["preferences", { tours: tours.checked }]);
  toast(tours.checked ? "Tours are on." : "Tours are off.");
});

async function showChoice() {
  const preferences = await window.handrail.preferences();
  tours.checked = preferences.tours;
}

for (const button of document.querySelectorAll("[data-tour]"))
  button.addEventListener("click", () => window.handrail.push(["start", button.dataset.tour]));

if (new URLSearchParams(location.search).has("saved")) {
  history.replaceState(null, "", "/settings");
  toast("Saved.");
}
