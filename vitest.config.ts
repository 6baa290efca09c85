import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

/** Style sheets are text in the tests too, as in the bundle. */
const cssAsText = {
  name: "css-as-text",
  enforce: "pre" as const,
  load(id: string) {
    return id.endsWith(".css") ? `export default ${JSON.stringify(readFileSync(id, "utf8"))}` : null;
  },
};

export default defineConfig({
  plugins: [cssAsText],
  define: { __BUILD__: JSON.stringify("test"), __LOCALES__: JSON.stringify("en") },
  test: {
    include: ["tests/{sdk_js,widgets,console}/**/*.test.ts"],
    // Pure logic needs no DOM; a file that does says so in its first line, `@vitest-environment happy-dom`.
    maxWorkers: 2,
    restoreMocks: true,
    passWithNoTests: true,
  },
});
