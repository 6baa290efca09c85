/** A site's theme on our elements: classes and `--hr-…` properties, inside the shadow root alone. */
import type { Theme } from "../contract.ts";
import { measureContrast, parseColour } from "./colour.ts";

const INK = "#16181d";
const SURFACE = { light: "#ffffff", dark: "#22252b" };
const MARK = { light: INK, dark: "#f3f4f6" };

/**
 * What an accent needs so that contrast holds whatever the site chose: the text on it (4.5:1), and the colour of what marks
 * things on the surface (3:1), which is the accent itself where it can be told from the surface. Null: not a colour.
 */
export function pickColours(accent: string, scheme: "light" | "dark") {
  const colour = parseColour(accent);
  if (!colour) return null;
  const against = (other: string) => measureContrast(colour, parseColour(other) ?? []);
  return {
    accent,
    onAccent: against("#ffffff") >= 4.5 || against("#ffffff") >= against("#000000") ? "#ffffff" : "#000000",
    mark: against(SURFACE[scheme]) >= 3 ? accent : MARK[scheme],
  };
}

export function applyTheme(elements: readonly HTMLElement[], theme: Theme | null): void {
  const light = theme?.accent;
  const dark = theme?.accent_dark ?? light;
  for (const { classList, style } of elements) {
    for (const scheme of ["light", "dark"] as const) {
      classList.toggle(scheme, theme?.scheme === scheme);
      const accent = scheme === "light" ? light : dark;
      const colours = accent ? pickColours(accent, scheme) : null;
      const set = (name: string, value: string | undefined) =>
        value ? style.setProperty(name, value) : style.removeProperty(name);
      set(`--hr-${scheme}-accent`, colours?.accent);
      set(`--hr-${scheme}-on-accent`, colours?.onAccent);
      set(`--hr-${scheme}-mark`, colours?.mark);
    }
    if (theme?.radius == null) style.removeProperty("--hr-radius");
    else style.setProperty("--hr-radius", `${theme.radius}px`);
  }
}
