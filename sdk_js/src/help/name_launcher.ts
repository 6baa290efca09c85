/** The launcher, and its name: "Help", and what else it tells of. */
export function findLauncher(): HTMLElement | null {
  const roots = [...document.querySelectorAll("[data-handrail]")].map(({ shadowRoot }) => shadowRoot);
  return roots.map((root) => root?.querySelector<HTMLElement>(".launcher")).find(Boolean) ?? null;
}

/** In this order. */
const PARTS = ["done", "news", "unread"] as const;

/** `name`: as it would be for this part alone, `{help}` standing for what comes before; "" for nothing to tell. */
export function nameLauncher(button: HTMLElement, part: (typeof PARTS)[number], name: string): void {
  const { dataset } = button;
  dataset[part] = name;
  const label = button.textContent ?? "";
  const whole = PARTS.reduce((before, one) => dataset[one]?.replace("{help}", () => before) || before, label);
  if (whole === label) button.removeAttribute("aria-label");
  else if (button.getAttribute("aria-label") !== whole) button.setAttribute("aria-label", whole);
}
