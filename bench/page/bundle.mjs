/**
 * Bundles the adapters, and weighs the peers.
 *
 *   node bundle.mjs OUT   writes OUT/<adapter>.js and .css, and prints { peer: { version, brotli, gzip } }, sizes in bytes
 *
 * A peer is weighed as a host would ship it: its whole entry point, bundled and minified, and its style sheet. React is the host's own.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const PEERS = join(HERE, "../peers");
const [OUT] = process.argv.slice(2);

const WHOLE = {
  "driver.js": 'export * from "driver.js"; import "driver.js/dist/driver.css";',
  "shepherd.js": 'export { default } from "shepherd.js"; import "shepherd.js/dist/css/shepherd.css";',
  "intro.js": 'export { default } from "intro.js"; import "intro.js/introjs.css";',
  "react-joyride": 'export { Joyride } from "react-joyride";',
};

const COMMON = {
  bundle: true,
  minify: true,
  legalComments: "none",
  charset: "utf8",
  target: "es2020",
  define: { "process.env.NODE_ENV": '"production"' },
  nodePaths: [join(PEERS, "node_modules")],
  logLevel: "error",
};

async function weigh(name) {
  const { outputFiles } = await esbuild.build({
    ...COMMON,
    stdin: { contents: WHOLE[name], resolveDir: PEERS },
    external: ["react", "react-dom", "react/jsx-runtime"],
    format: "esm",
    outdir: "out",
    write: false,
  });
  const sum = (compress) => outputFiles.reduce((total, { contents }) => total + compress(contents).length, 0);
  const { version } = JSON.parse(readFileSync(join(PEERS, "node_modules", name, "package.json"), "utf8"));
  return { version, brotli: sum(brotliCompressSync), gzip: sum((bytes) => gzipSync(bytes, { level: 9 })) };
}

const adapters = readdirSync(join(HERE, "adapters")).filter((file) => basename(file) !== "steps.js");
const entryPoints = [...adapters.map((file) => join(HERE, "adapters", file)), join(HERE, "eye.js")];
await esbuild.build({ ...COMMON, entryPoints, entryNames: "[name]", format: "iife", outdir: OUT });

const weights = Object.keys(WHOLE).map(async (name) => [name, await weigh(name)]);
console.log(JSON.stringify(Object.fromEntries(await Promise.all(weights))));
