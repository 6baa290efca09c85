/** A site's theme on our elements: a class and `--hr-…` properties, inside the shadow root alone. */
import type { Palette, Theme } from "../contract.ts";
import { measureLuminance } from "./colour.ts";
import type { Scope } from "./scope.ts";

/** Up to here white text has 4.5:1 on a colour, from here black text has. */
const WHITE_READS = 0.18;
/** What marks has 3:1 to the surface (WCAG 1.4.11). */
const MARKS = 3;
/** Luminance of the built-in surfaces (see tokens.css). */
const LIGHT = 1;
const DARK = 0.0185;

/**
 * What an accent needs so that contrast holds whatever the site chose: the text on it, and whether it can mark things on the
 * surface, or the ink has to. Null: not a colour.
 */
export function pickColours(accent: string, dark: boolean, { surface, on_accent }: Palette = {}) {
  const light = measureLuminance(accent);
  if (light === null) return null;
  const below = measureLuminance(surface ?? "") ?? (dark ? DARK : LIGHT);
  const contrast = (Math.max(light, below) + 0.05) / (Math.min(light, below) + 0.05);
  return {
    accent,
    "on-accent": on_accent ?? (light <= WHITE_READS ? "#fff" : "#000"),
    mark: contrast >= MARKS ? accent : "var(--hr-ink)",
  };
}

/** Follows the person's scheme for as long as the scope lasts. */
export function applyTheme(scope: Scope, elements: readonly HTMLElement[], theme: Theme | null): void {
  const media = matchMedia("(prefers-color-scheme: dark)");
  const { scheme, accent, accent_dark, radius, width, font } = theme ?? ({} as Partial<Theme>);
  const measure = (px?: number | null) => (px == null ? null : `${px}px`);
  const paint = () => {
    const dark = scheme === "dark" || (scheme !== "light" && media.matches);
    const palette = theme?.[dark ? "dark" : "light"] ?? {};
    const wanted = palette.accent || (dark && accent_dark) || accent;
    const tokens = {
      surface: palette.surface,
      ink: palette.ink,
      soft: palette.muted,
      line: palette.line,
      accent: null,
      "on-accent": palette.on_accent,
      mark: null,
      ...(wanted && pickColours(wanted, dark, palette)),
      radius: measure(radius),
      width: measure(width),
    };
    for (const { classList, style } of elements) {
      classList.toggle("dark", dark);
      style.fontFamily = font ?? "";
      for (const [name, value] of Object.entries(tokens)) style.setProperty(`--hr-${name}`, value ?? "");
    }
  };
  scope.listen(media, "change", paint);
  paint();
}
