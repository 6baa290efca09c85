/** What each view of checklists and news gets. */
import type { ViewProps } from "../panel/contract.ts";
import type { ListDesk } from "./contract.ts";

/** A view of the panel, or a part of its home. */
export interface ListViewProps extends ViewProps {
  readonly desk: ListDesk;
  readonly part?: "top" | "news" | undefined;
}
