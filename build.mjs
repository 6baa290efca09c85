/**
 * Builds the SDK: TypeScript and CSS in, `server/handrail/_sdk/` out.
 *
 *   handrail.js            the loader, a classic script that knows the hash of this build
 *   <hash>/core.js …       ES modules with names that stay, in a folder named by their content
 *   manifest.json          { hash, files: { name: { bytes, brotli, gzip, sri, imports } } }, sizes in bytes
 *
 * Each file lies there thrice: as it is, `.br` and `.gz`. The same sources give the same bytes.
 * `--watch` builds again whenever a source changes.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { minify } from "terser";

const ROOT = dirname(fileURLToPath(import.meta.url));
const OUT = join(ROOT, "server/handrail/_sdk");
const SOURCES = ["sdk_js/src", "widgets/src"].map((folder) => join(ROOT, folder));
const LOADER = "sdk_js/src/loader.ts";
const WORDS = "widgets/src/kit/words";
/** The help panel's own: a tour pays nothing for them. */
const HELP_WORDS = "widgets/src/panel/words";
/** Of writing to a person. */
const CONTACT_WORDS = "widgets/src/contact/words";
const SLOT_WORDS = {
  quiz: "widgets/src/quiz/words",
  ask: "widgets/src/survey/words",
  list: "widgets/src/checklist/words",
};
const LOCALES = JSON.stringify(
  readdirSync(join(ROOT, WORDS))
    .map((file) => basename(file, ".ts"))
    .sort()
    .join(" "),
);
/** Fetched when a step needs them, or once its first card stands. */
const LATER = { later: "sdk_js/src/tour/later.ts" };
for (const name of ["aside", "follow", "highlights", "media", "menu", "near", "notice", "order", "round", "tooltip"])
  LATER[name] = `widgets/src/${name}/${name}.ts`;
/** The help: what stands on the page, then what is fetched when it is opened. */
const HELP = {
  help: "sdk_js/src/help/help.ts",
  serve: "sdk_js/src/help/serve.ts",
  kit: "widgets/src/kit/kit.ts",
  about_me: "sdk_js/src/help/about_me.ts",
  panel: "widgets/src/panel/panel.tsx",
  snippets: "sdk_js/src/help/snippets.ts",
  marks: "widgets/src/snippet/marks.ts",
  use: "widgets/src/snippet/use.ts",
  hint: "widgets/src/snippet/hint.ts",
  talk: "sdk_js/src/contact/talk.ts",
  errors: "sdk_js/src/contact/errors.ts",
  desk: "widgets/src/contact/desk.ts",
  keep: "sdk_js/src/learn/keep.ts",
  finish: "sdk_js/src/learn/finish.ts",
};
/** What fills the slot of a card or a view of the panel. Where there is no help there is nothing of it here: they share the kit alone. */
const SLOTS = {
  quiz: "widgets/src/quiz/quiz.tsx",
  ask: "widgets/src/survey/survey.tsx",
  list: "widgets/src/checklist/list.ts",
};
/** What gives these what they ask for. */
const LEARN = {
  learn: "sdk_js/src/learn/learn.ts",
  attempts: "sdk_js/src/learn/attempts.ts",
  responses: "sdk_js/src/learn/responses.ts",
};
/** For authors, and what tells them of the field: each stands alone, for it goes where nothing else of ours may be. */
const AUTHOR = {
  outline: "sdk_js/src/author/outline.ts",
  pick: "sdk_js/src/author/pick.ts",
  record: "sdk_js/src/author/record.ts",
};
/** Injected by what authors run into pages that Handrail is not on: a script that makes `probe`. */
const PROBE = "sdk_js/src/author/probe.ts";
/** For the team alone: what a preview of drafts boots, and its bar. No other visitor fetches either. */
const PREVIEW = { preview: "sdk_js/src/preview.ts", bar: "widgets/src/bar/bar.tsx" };
/** What is fetched by its name and bundled by itself, and what the help asks the core's chunks for. */
const BY_ITSELF = { ...LATER, ...HELP, ...SLOTS, ...LEARN, ...AUTHOR, core: "", content: "", asked: "", history: "" };
/** What these share with a chunk that is there already they import from it: a third file would be another round trip. */
const SHARED = { "/step/shared.ts": "./step.js", "/holder.ts": "./tour.js", "/machine.ts": "./tour.js" };
const KIT_SHARED = { "/kit/kit.ts": "./kit.js", preact: "./kit.js" };
const HELP_SHARED = { "/launcher/shared.ts": "./help.js", ...KIT_SHARED };
const SDK_SHARED = { "/launcher/shared.ts": "./help.js", "/holder.ts": "./help.js" };

const cssAsText = {
  name: "css-as-text",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const options = { loader: "css", minify: true, charset: "utf8" };
      const { code } = await esbuild.transform(readFileSync(path, "utf8"), options);
      return { contents: code.trim(), loader: "text" };
    });
  },
};

const later = {
  name: "later",
  setup(build) {
    build.onResolve({ filter: /\.ts$/ }, ({ path, kind }) => {
      const name = basename(path, ".ts");
      return kind === "dynamic-import" && name in BY_ITSELF ? { path: `./${name}.js`, external: true } : null;
    });
  },
};

/** Keys are ends of paths, or packages with all that is in them. */
const share = (table) => ({
  name: "share",
  setup(build) {
    build.onResolve({ filter: /./ }, ({ path, kind }) => {
      const shared = Object.keys(table).find((key) => path.endsWith(key) || path.startsWith(`${key}/`));
      return shared && kind === "import-statement" ? { path: table[shared], external: true } : null;
    });
  },
});

const COMMON = {
  absWorkingDir: ROOT,
  bundle: true,
  minify: true,
  write: false,
  charset: "utf8",
  legalComments: "none",
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  plugins: [cssAsText, later],
  logLevel: "silent",
};

/** What shows the first step, and the marks of snippets, is compiled when it comes, not function by function when it runs (V8's explicit compile hints). */
const EAGER = ["find.js", "tour.js", "step.js", "marks.js", "snippets.js"];
const HINT = "//# allFunctionsCalledOnLoad\n";

/**
 * Terser's output is a twentieth smaller in Brotli than esbuild's. Constants stay on their side, where they repeat better. What is `unsafe`
 * is that a template becomes a sum of strings: only an object with a `valueOf` of its own would tell them apart. It suits the first step.
 */
async function shrink(code, module, unsafe = false) {
  const compress = {
    passes: 3,
    unsafe,
    unsafe_arrows: true,
    pure_getters: true,
    lhs_constants: false,
    hoist_props: false,
  };
  return Buffer.from((await minify(code, { module, ecma: 2020, compress })).code);
}

function findEntryPoints() {
  const entries = {
    core: "sdk_js/src/core.ts",
    find: "sdk_js/src/page/find.ts",
    send: "sdk_js/src/send.ts",
    tour: "sdk_js/src/tour/run.ts",
    step: "widgets/src/step/step.ts",
    late: "sdk_js/src/page/late.ts",
    history: "sdk_js/src/page/history.ts",
    content: "sdk_js/src/content.ts",
    take_back: "sdk_js/src/take_back.ts",
    asked: "sdk_js/src/asked.ts",
    module: "sdk_js/src/module.ts",
  };
  for (const locale of JSON.parse(LOCALES).split(" ")) {
    entries[`words-${locale}`] = `${WORDS}/${locale}.ts`;
    entries[`help-words-${locale}`] = `${HELP_WORDS}/${locale}.ts`;
    entries[`contact-words-${locale}`] = `${CONTACT_WORDS}/${locale}.ts`;
    for (const [name, folder] of Object.entries(SLOT_WORDS))
      entries[`${name}-words-${locale}`] = `${folder}/${locale}.ts`;
  }
  return entries;
}

/**
 * The modules, with what each imports statically. Code that two of the first use becomes a third, `shared-….js`. `why` stands alone: it
 * takes much of the core along, which has to stay in one piece.
 */
async function bundleModules() {
  const entryPoints = findEntryPoints();
  const define = { __LOCALES__: LOCALES };
  const bundles = Object.entries(LATER).map(([name, path]) =>
    bundleEntries({ entryPoints: { [name]: path }, plugins: [...COMMON.plugins, share(SHARED)] }),
  );
  for (const [name, path] of Object.entries(HELP)) {
    // What these share is in the first of them.
    const sharing = /panel|marks|use|hint|desk/.test(name)
      ? [share(HELP_SHARED)]
      : /snippets|keep|finish/.test(name)
        ? [share(SDK_SHARED)]
        : [];
    bundles.push(bundleEntries({ entryPoints: { [name]: path }, plugins: [...COMMON.plugins, ...sharing] }));
  }
  for (const [name, path] of Object.entries({ ...SLOTS, ...LEARN }))
    bundles.push(bundleEntries({ entryPoints: { [name]: path }, plugins: [...COMMON.plugins, share(KIT_SHARED)] }));
  for (const [name, path] of Object.entries(AUTHOR)) bundles.push(bundleEntries({ entryPoints: { [name]: path } }));
  for (const [name, path] of Object.entries(PREVIEW)) {
    const sharing = name === "bar" ? [share(HELP_SHARED)] : [];
    bundles.push(bundleEntries({ entryPoints: { [name]: path }, plugins: [...COMMON.plugins, ...sharing] }));
  }
  const why = bundleEntries({ entryPoints: { why: "sdk_js/src/why.ts" } });
  return (await Promise.all([bundleEntries({ entryPoints, define, splitting: true }), why, ...bundles])).flat();
}

async function bundleEntries(options) {
  const { outputFiles, metafile } = await esbuild.build({
    ...COMMON,
    ...options,
    format: "esm",
    chunkNames: "shared-[hash]",
    outdir: "out",
    metafile: true,
  });
  const files = outputFiles.map(async ({ path, text }) => {
    const name = basename(path);
    const imports = metafile.outputs[`out/${name}`].imports.filter(({ kind }) => kind === "import-statement");
    const hint = EAGER.includes(name) ? HINT : "";
    const contents = Buffer.concat([Buffer.from(hint), await shrink(text, true, !!hint || name === "core.js")]);
    return { name, contents, imports: imports.map((file) => basename(file.path)).sort() };
  });
  return Promise.all(files);
}

async function bundleLoader(hash) {
  const define = { __BUILD__: JSON.stringify(hash), __LOCALES__: LOCALES };
  const options = { ...COMMON, entryPoints: [LOADER], format: "iife", define };
  const { outputFiles } = await esbuild.build(options);
  return [{ name: "handrail.js", contents: await shrink(outputFiles[0].text, false), imports: [] }];
}

async function bundleProbe() {
  const options = { ...COMMON, entryPoints: [PROBE], format: "iife", globalName: "probe" };
  const { outputFiles } = await esbuild.build(options);
  return [{ name: "probe.js", contents: Buffer.from(outputFiles[0].text), imports: [] }];
}

function hashContents(files) {
  const hash = createHash("sha256");
  for (const { name, contents } of files) hash.update(`${name}\0${contents.length}\0`).update(contents);
  return hash.digest("hex").slice(0, 12);
}

/** Of two ways to tell distances (RFC 7932, section 4) the one that suits it better. */
function compress(contents) {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_NPOSTFIX, BROTLI_PARAM_NDIRECT } = constants;
  // A window no larger than they are: its size is told in the first bytes.
  const params = { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 16 };
  const [plain, other] = [0, 1].map((postfix) =>
    brotliCompressSync(contents, {
      params: { ...params, [BROTLI_PARAM_NPOSTFIX]: postfix, [BROTLI_PARAM_NDIRECT]: 2 * postfix },
    }),
  );
  return other.length < plain.length ? other : plain;
}

function writeCompressed(folder, { name, contents, imports }) {
  const brotli = compress(contents);
  const gzip = gzipSync(contents, { level: 9 });
  writeFileSync(join(folder, name), contents);
  writeFileSync(join(folder, `${name}.br`), brotli);
  writeFileSync(join(folder, `${name}.gz`), gzip);
  const sri = `sha384-${createHash("sha384").update(contents).digest("base64")}`;
  return { bytes: contents.length, brotli: brotli.length, gzip: gzip.length, sri, imports };
}

async function buildSdk() {
  const modules = [...(await bundleModules()), ...(await bundleProbe())].sort((a, b) => (a.name < b.name ? -1 : 1));
  const hash = hashContents([...(await bundleLoader("")), ...modules]);
  const loader = await bundleLoader(hash);

  // Written beside and put in place at once, so that a running server never serves half a build.
  const fresh = `${OUT}.${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(join(fresh, hash), { recursive: true });
  const files = {};
  for (const file of loader) files[file.name] = writeCompressed(fresh, file);
  for (const file of [...loader, ...modules]) files[file.name] = writeCompressed(join(fresh, hash), file);
  writeFileSync(join(fresh, "manifest.json"), `${JSON.stringify({ hash, files }, null, 2)}\n`);
  rmSync(OUT, { recursive: true, force: true });
  renameSync(fresh, OUT);

  const sizes = Object.entries(files).map(([name, { brotli }]) => `${name} ${(brotli / 1000).toFixed(2)}`);
  console.log(`build: ${hash}, kB in Brotli: ${sizes.join(", ") || "nothing"}`);
}

function explain(error) {
  const messages = error.errors?.map(({ text, location }) => {
    const place = location ? `${location.file}:${location.line}:${location.column + 1}: ` : "";
    return `${place}${text}`;
  });
  console.error(`build: ${messages?.join("\nbuild: ") ?? error.stack}`);
}

async function watchSources() {
  let waiting;
  const rebuild = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => buildSdk().catch(explain), 50);
  };
  for (const folder of SOURCES) watch(folder, { recursive: true }, rebuild);
  rebuild();
}

if (process.argv.includes("--watch")) {
  await watchSources();
} else {
  await buildSdk().catch((error) => {
    explain(error);
    process.exitCode = 1;
  });
}
