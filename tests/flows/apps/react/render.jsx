/** Writes the document, for the server of the tests to put its tag in. */
import { renderToString } from "react-dom/server";
import { Document } from "./document.jsx";

const text = renderToString(<Document sdk={{ src: "SDK_SRC", "data-key": "SDK_KEY" }} names="the same" />);

export const html = `<!doctype html>${text}`.replace(
  "</body>",
  '<script type="module" src="/hydrate.js"></script></body>',
);
