/** Contrast by WCAG 2.2 (relative luminance). In: `#rgb` or `#rrggbb`; out: numbers from 0 to 1, and ratios from 1 to 21. */
export function parseColour(hex: string): readonly number[] | null {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(hex.trim())?.[1];
  if (!digits) return null;
  const size = digits.length / 3;
  return [0, 1, 2].map((i) => Number.parseInt(digits.slice(i * size, (i + 1) * size).repeat(3 - size), 16) / 255);
}

export function measureLuminance(colour: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = colour.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function measureContrast(a: readonly number[], b: readonly number[]): number {
  const [dark = 0, light = 0] = [measureLuminance(a), measureLuminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}
