// What every page of the app does. Handrail may load before or after: until then its calls wait in an array.
window.handrail = window.handrail || [];

const signedIn = document.querySelector("[data-testid=sign-out]");
if (signedIn) {
  // The page came with a token (data-user-token). Before that runs out, Handrail learns where to get the next ones.
  setTimeout(() => window.handrail.push(["identify", fetchIdentityToken]), 50 * 60_000);
  // Whoever uses this browser next is somebody else.
  signedIn.form.addEventListener("submit", () => window.handrail.push(["reset"]));
}

async function fetchIdentityToken() {
  const response = await fetch("/identity-token");
  if (!response.ok) throw new Error(`No identity token: ${response.status}`);
  return response.text();
}

/** Says something that passes, and is read out. */
export function toast(text) {
  const place = document.getElementById("toast");
  place.textContent = text;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => place.replaceChildren(), 5000);
}

/** JSON in, JSON out; throws an `Error` whose message is fit to be shown. */
export async function call(path, body) {
  const options = body === undefined ? {} : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(path, options);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}
