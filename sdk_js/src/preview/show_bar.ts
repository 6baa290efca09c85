/** The bar's own element on the page, for as long as the page is there: where it can be used, and above what else we show. */
import type { BarChunk, BarProps, MountedBar } from "../../../widgets/src/bar/contract.ts";
import { listCards, watchSurroundings } from "../help/surroundings.ts";
import { makeHolder } from "../tour/holder.ts";
import { findTopmost } from "../tour/topmost.ts";

export async function showBar(chunks: string, fail: (error: unknown) => void, props: BarProps): Promise<MountedBar> {
  const { mount }: BarChunk = await import(`${chunks}bar.js`);
  const holder = makeHolder();
  holder.place(findPlace());
  const bar = mount({ root: holder.root, onError: fail }, props);
  let seen: readonly Element[] = [];
  watchSurroundings(() => {
    const cards = listCards(holder.root);
    const isNew = cards.some((card) => !seen.includes(card));
    seen = cards;
    if (holder.place(findPlace()) || isNew) bar.raise();
    else bar.dodge();
  });
  return bar;
}

/** In a modal card of ours, or of the host's: all else is out of reach then. */
function findPlace(): Element | null {
  const roots = [...document.querySelectorAll("[data-handrail='']")].map(({ shadowRoot }) => shadowRoot);
  return roots.map((root) => root?.querySelector(".card:modal")).find(Boolean) ?? findTopmost();
}
