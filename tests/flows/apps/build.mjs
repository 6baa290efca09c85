/**
 * Builds the hosts of the tests: `node build.mjs OUT`. Out: OUT/{react,vue,svelte}/index.html with its modules beside it, and
 * OUT/document/, which is rendered on the server and made for development, because only there React tells all that it minds.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { compile, compileModule } from "svelte/compiler";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = process.argv[2];

const svelte = {
  name: "svelte",
  setup(build) {
    build.onLoad({ filter: /\.svelte$/ }, ({ path: filename }) => {
      const { js } = compile(readFileSync(filename, "utf8"), { filename, generate: "client", css: "injected" });
      return { contents: js.code, loader: "js" };
    });
    build.onLoad({ filter: /\.svelte\.js$/ }, ({ path: filename }) => {
      const { js } = compileModule(readFileSync(filename, "utf8"), { filename, generate: "client" });
      return { contents: js.code, loader: "js" };
    });
  },
};

const bundle = (entry, outdir, { mode = "production", ...more } = {}) =>
  esbuild.build({
    absWorkingDir: HERE,
    entryPoints: [entry],
    outdir: join(OUT, outdir),
    bundle: true,
    format: "esm",
    splitting: true,
    jsx: "automatic",
    tsconfigRaw: {}, // ours says Preact
    target: "es2022",
    minify: mode === "production",
    conditions: ["svelte", "browser", mode],
    mainFields: ["svelte", "browser", "module", "main"],
    define: {
      "process.env.NODE_ENV": JSON.stringify(mode),
      __VUE_OPTIONS_API__: "true",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "true",
    },
    plugins: [svelte],
    logLevel: "error",
    ...more,
  });

const page = (title) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><link rel="stylesheet" href="/app.css"></head>
<body><div id="app"></div><script type="module" src="/main.js"></script></body>
</html>
`;

for (const name of ["react", "vue", "svelte", "document"]) {
  mkdirSync(join(OUT, name), { recursive: true });
  copyFileSync(join(HERE, "app.css"), join(OUT, name, "app.css"));
  if (name !== "document") writeFileSync(join(OUT, name, "index.html"), page(name));
}
const mode = "development";
// React would advertise its tools in the console.
const banner = { js: "globalThis.__REACT_DEVTOOLS_GLOBAL_HOOK__ = { isDisabled: true };" };
await Promise.all([
  bundle("react/main.jsx", "react"),
  bundle("vue/main.js", "vue"),
  bundle("svelte/main.js", "svelte"),
  bundle("react/hydrate.jsx", "document", { mode, banner, jsxDev: true }),
  bundle("react/render.jsx", "server", {
    mode,
    platform: "node",
    splitting: false,
    outExtension: { ".js": ".cjs" },
    format: "cjs",
  }),
]);
const { html } = (await import(pathToFileURL(join(OUT, "server/render.cjs")))).default;
writeFileSync(join(OUT, "document/index.html"), html);
