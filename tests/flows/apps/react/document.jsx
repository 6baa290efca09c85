/** A whole document that is React's own, the script tag of the SDK in it: rendered on the server, hydrated in the browser. */
import { StrictMode, useState } from "react";
import * as radix from "./radix.jsx";

function Counter() {
  const [count, setCount] = useState(0);
  return (
    <button type="button" onClick={() => setCount(count + 1)}>
      {`Pressed ${count} times`}
    </button>
  );
}

/** `sdk`: attributes of our tag. `names`: what an app shows that differs between server and browser, its own mistake. */
export function Document({ sdk, names }) {
  const [saved, setSaved] = useState("");
  return (
    <StrictMode>
      <html lang="en">
        <head>
          <meta charSet="utf-8" />
          <title>Rendered on the server</title>
          <link rel="stylesheet" href="/app.css" />
          <script async {...sdk} />
        </head>
        <body>
          <main>
            <h1>Rendered on the server</h1>
            <p>{names}</p>
            <Counter />
            <radix.ProjectDialog onSave={setSaved} />
            <p role="status">{saved}</p>
          </main>
        </body>
      </html>
    </StrictMode>
  );
}
