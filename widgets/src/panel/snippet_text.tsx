/** A snippet of the whole page, in full: it is what fits best. */
import { useLoaded } from "../kit/kit.ts";
import type { Offer, ViewProps } from "./contract.ts";
import { Nodes } from "./nodes/nodes.tsx";

interface SnippetTextProps extends Pick<ViewProps, "panel" | "go" | "onError"> {
  readonly offer: Offer;
}

export function SnippetText({ offer, panel, go, onError }: SnippetTextProps) {
  const { value } = useLoaded(() => panel.source.snippet(offer.id), [offer.id]);
  return (
    <li class="snippet">
      <h4>
        <bdi>{offer.title}</bdi>
      </h4>
      {value && (
        <Nodes nodes={value.text} locale={value.locale} panel={panel} go={go} onError={onError} from="snippet" />
      )}
    </li>
  );
}
