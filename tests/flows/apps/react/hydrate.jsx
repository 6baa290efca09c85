import { hydrateRoot } from "react-dom/client";
import { Document } from "./document.jsx";

const { src, dataset } = document.querySelector("script[data-key]");
const query = new URLSearchParams(location.search);
/** `other`: the app itself differs, and React throws the document away to make it anew. */
const differs = query.has("other");

function hydrate() {
  const app = <Document sdk={{ src, "data-key": dataset.key }} names={differs ? "another" : "the same"} />;
  // The app's own mistake is no error of the page.
  const onRecoverableError = () => document.documentElement.setAttribute("data-anew", "");
  hydrateRoot(document, app, differs ? { onRecoverableError } : {});
}

/** `late`: when the page is told to, as apps do that wait until they are needed. */
if (query.has("late")) addEventListener("hydrate", hydrate, { once: true });
else hydrate();
