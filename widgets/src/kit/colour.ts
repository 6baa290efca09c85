/** Relative luminance by WCAG 2.2. In: `#rgb` or `#rrggbb`; out: 0 (black) to 1 (white), null for anything else. */
export function measureLuminance(hex: string): number | null {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(hex)?.[1];
  if (!digits) return null;
  const size = digits.length / 3;
  const weigh = (weight: number, at: number) => {
    const part = Number.parseInt(digits.slice(at * size, (at + 1) * size).repeat(3 - size), 16) / 255;
    return weight * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  };
  return weigh(0.2126, 0) + weigh(0.7152, 1) + weigh(0.0722, 2);
}
