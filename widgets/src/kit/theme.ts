/** A site's theme on our elements: a class and `--hr-…` properties, inside the shadow root alone. */
import type { Theme } from "../contract.ts";
import { measureLuminance } from "./colour.ts";
import type { Scope } from "./scope.ts";

/** Up to here white text has 4.5:1 on a colour, from here black text has. */
const WHITE_READS = 0.18;
/** Up to here a colour has 3:1 on the light surface, and from there on the dark one (see tokens.css). */
const MARKS_LIGHT = 0.29;
const MARKS_DARK = 0.17;

/**
 * What an accent needs so that contrast holds whatever the site chose: the text on it, and whether it can mark things on the
 * surface, or the ink has to. Null: not a colour.
 */
export function pickColours(accent: string, dark: boolean) {
  const light = measureLuminance(accent);
  if (light === null) return null;
  const marks = dark ? light >= MARKS_DARK : light <= MARKS_LIGHT;
  return { accent, "on-accent": light <= WHITE_READS ? "#fff" : "#000", mark: marks ? accent : "var(--hr-ink)" };
}

/** Follows the person's scheme for as long as the scope lasts. */
export function applyTheme(scope: Scope, elements: readonly HTMLElement[], theme: Theme | null): void {
  const media = matchMedia("(prefers-color-scheme: dark)");
  const paint = () => {
    const dark = theme?.scheme === "dark" || (theme?.scheme !== "light" && media.matches);
    const accent = (dark && theme?.accent_dark) || theme?.accent;
    const radius = theme?.radius;
    const tokens = { radius: radius == null ? "" : `${radius}px`, ...(accent && pickColours(accent, dark)) };
    for (const { classList, style, parentNode } of elements) {
      // A host's `zoom` would scale us along, and what we measure is in the window's own pixels.
      style.zoom = `${1 / ((parentNode as ShadowRoot).host.parentNode as Element).currentCSSZoom}`;
      classList.toggle("dark", dark);
      for (const name of ["accent", "on-accent", "mark", "radius"] as const)
        style.setProperty(`--hr-${name}`, tokens[name as keyof typeof tokens] ?? "");
    }
  };
  scope.listen(media, "change", paint);
  paint();
}
