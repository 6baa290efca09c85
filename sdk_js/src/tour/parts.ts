/** The other chunks that a tour takes: how its steps look, our words, and what no first card needs. */
import type { StepChunk } from "../../../widgets/src/contract.ts";
import type { TourChunk } from "./env.ts";

type StepPart = Parameters<StepChunk["prepare"]>[0][number];

function findLocale(wanted: string): string {
  const locales = __LOCALES__.split(" ");
  return locales.find((one) => `${wanted}-`.toLowerCase().startsWith(`${one}-`)) ?? "en";
}

export const loadParts: TourChunk["loadParts"] = async (chunks, { locale, steps }, again, { mount, prepare }) => {
  const fetching = import("./later.ts");
  fetching.catch(() => {}); // Whoever waits for it hears of it.
  const [{ words }, later] = await Promise.all([
    import(`${chunks}words-${findLocale(locale)}.js`),
    // An act at the first target may follow its card at once.
    again || steps[0]?.advance.on !== "next" ? fetching : undefined,
  ]);
  prepare(steps.flatMap(({ type, media }) => [type, media ? "media" : type] as StepPart[])).catch(() => {}); // Likewise.
  return { mount, words, later, fetching };
};
