/** `/<library>/…`: an app of this library. Only its own code is fetched. */
import { createRoot } from "react-dom/client";
import { App } from "./shell.jsx";

const KITS = {
  radix: () => import("./radix.jsx"),
  mui: () => import("./mui.jsx"),
  drawer: async () => {
    const { ProjectDrawer, ...rest } = await import("./mui.jsx");
    return { ...rest, ProjectDialog: ProjectDrawer };
  },
  aria: () => import("./aria.jsx"),
  headless: () => import("./headless.jsx"),
};

const [, library] = location.pathname.split("/");
const kit = await KITS[library]();
createRoot(document.getElementById("app")).render(<App kit={kit} basename={`/${library}`} />);
