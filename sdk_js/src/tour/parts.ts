/** The other chunks that a tour takes: how its steps look, our words, and what hears the person's own acts. */
import type { TourChunk } from "./env.ts";

function findLocale(wanted: string): string {
  const locales = __LOCALES__.split(" ");
  const find = (tag = ""): string | undefined => locales.find((one) => one.toLowerCase() === tag.toLowerCase());
  return find(wanted) ?? find(wanted.split("-")[0]) ?? "en";
}

export const loadParts: TourChunk["loadParts"] = async (chunks, { locale, steps }) => {
  const hasActs = steps.some(({ advance }) => /click|change|key/.test(`${advance.on}`));
  const [{ mount }, { words }, acts] = await Promise.all([
    import(`${chunks}step.js`),
    import(`${chunks}words-${findLocale(locale)}.js`),
    hasActs ? import("./acts.ts") : undefined,
  ]);
  return { mount, words, acts };
};
