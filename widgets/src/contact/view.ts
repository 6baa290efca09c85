/** What each part of the view gets. */
import type { ViewProps } from "../panel/contract.ts";
import type { Desk } from "./contract.ts";

export interface DeskProps extends ViewProps {
  readonly desk: Desk;
}
