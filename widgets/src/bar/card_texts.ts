/**
 * Which words of the card on the page are an author's, and where they stand in the file. In: the file, as JSON, and the step that is shown;
 * out: each text with its element. What a step does not say itself (Next, Back) is not the author's, and is left alone.
 */

export interface CardText {
  readonly name: string;
  readonly element: HTMLElement;
  readonly path: readonly (string | number)[];
  /** As it is written: Markdown, placeholders and all. */
  readonly value: string;
  /** It may have several lines. */
  readonly isLong: boolean;
}

interface StepSource {
  readonly id?: unknown;
  readonly was?: unknown;
  readonly title?: unknown;
  readonly text?: unknown;
  readonly buttons?: unknown;
}

/** The card of ours that stands on the page, if one does. */
export function findCard(own: ShadowRoot): HTMLElement | null {
  const roots = [...document.querySelectorAll("[data-handrail='']")].map(({ shadowRoot }) => shadowRoot);
  const cards = roots.flatMap((root) => (root && root !== own ? [...root.querySelectorAll<HTMLElement>(".card")] : []));
  return cards.find((card) => card.getClientRects().length && card.querySelector(".title")) ?? null;
}

export function listCardTexts(card: HTMLElement, source: unknown, step: string | null): readonly CardText[] {
  const steps: readonly StepSource[] = [Object(source).steps ?? []].flat();
  const named = steps.findIndex(({ id }) => id === step);
  const at = named < 0 ? steps.findIndex(({ was }) => [was].flat().includes(step)) : named;
  const said = steps[at];
  if (!said) return [];
  const path = ["steps", at];
  const buttons: readonly { readonly label?: unknown }[] = [said.buttons ?? []].flat();
  const shown = [...card.querySelectorAll<HTMLElement>(".buttons > *")];
  const found = [
    { name: "Title", element: card.querySelector<HTMLElement>(".title"), path: [...path, "title"], value: said.title },
    { name: "Text", element: card.querySelector<HTMLElement>(".text"), path: [...path, "text"], value: said.text },
    ...buttons.map(({ label }, index) => ({
      name: `Button “${label}”`,
      element: shown.find(({ textContent }) => textContent === label),
      path: [...path, "buttons", index, "label"],
      value: label,
    })),
  ];
  return found.flatMap(({ element, value, ...rest }) =>
    element && typeof value === "string" ? [{ ...rest, element, value, isLong: rest.name === "Text" }] : [],
  );
}
