/** A site's theme on our elements: a class and `--hr-…` properties, inside the shadow root alone. */
import type { Theme } from "../contract.ts";
import type { Scope } from "./scope.ts";

const COLOURS = ["surface", "ink", "muted", "line", "accent", "on_accent", "mark"] as const;
const SIZES = ["radius", "width"] as const;

/** Follows the person's scheme for as long as the scope lasts. */
export function applyTheme(scope: Scope, elements: readonly HTMLElement[], theme: Theme | null): void {
  const media = matchMedia("(prefers-color-scheme: dark)");
  const paint = () => {
    const dark = theme?.scheme === "dark" || (theme?.scheme !== "light" && media.matches);
    const palette = theme?.[dark ? "dark" : "light"];
    for (const { classList, style } of elements) {
      const set = (name: string, value?: string | null) => style.setProperty(`--hr-${name}`, value ?? "");
      classList.toggle("dark", dark);
      style.fontFamily = theme?.font ?? "";
      for (const name of COLOURS) set(name, palette?.[name]);
      for (const name of SIZES) set(name, theme?.[name] == null ? "" : `${theme[name]}px`);
    }
  };
  scope.listen(media, "change", paint);
  paint();
}
