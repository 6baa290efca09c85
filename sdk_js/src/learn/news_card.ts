/**
 * An announcement's card. In: how cards are mounted; out: the same, but whoever takes what it offers is through with it, and a link to an item
 * (`article:refunds`, `quiz:basics`, `contact:`) leads there. To the card that is a link to a place of the page: it is never gone to.
 */
import type { CardProps, MountStep, StepProps, TextNode } from "../../../widgets/src/contract.ts";
import type { CompiledTour } from "../wire.gen.ts";
import type { Learn } from "./open_learn.ts";

const ITEM = /^(article|tour|quiz|checklist|contact):/;
const LEADS = /^(link|article|contact)$/;

export function mountNews(mountStep: MountStep, { steps }: CompiledTour, learn: Learn): MountStep {
  const written = steps.flatMap(({ buttons }) => buttons).filter(({ label }) => label);

  return (host, first) => {
    let given = first;

    function take(props: CardProps, go: () => void): void {
      learn.env?.record({ name: "announcement_completed" });
      props.onNotNow();
      go();
    }

    function shape(props: StepProps): StepProps {
      given = props;
      if (props.kind === "notice") return props;
      const buttons = props.buttons.map((button, at) =>
        LEADS.test(written[at]?.do ?? "") ? { ...button, onPress: () => take(props, button.onPress) } : button,
      );
      return { ...props, text: props.text.map(markLinks), buttons };
    }

    function press(event: Event): void {
      const href = (event.target as Element).closest("a")?.getAttribute("href");
      if (given.kind === "notice" || href?.[0] !== "#") return;
      event.preventDefault();
      try {
        take(given, () => learn.follow(href.slice(1)));
      } catch (error) {
        learn.fail(error);
      }
    }

    host.root.addEventListener("click", press);
    const mounted = mountStep(host, shape(first));
    return {
      update: (props) => mounted.update(shape(props)),
      destroy: () => {
        host.root.removeEventListener("click", press);
        mounted.destroy();
      },
    };
  };
}

function markLinks(node: TextNode): TextNode {
  if (typeof node === "string") return node;
  const { href, children = [] } = node;
  return { ...node, ...(href && ITEM.test(href) && { href: `#${href}` }), children: children.map(markLinks) };
}
