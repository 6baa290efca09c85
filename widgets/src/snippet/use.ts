/** How marks are used: what opens and closes a snippet, and where Tab goes. Fetched once they stand. */
import type { Scope } from "../launcher/shared.ts";
import type { MarksHost } from "./contract.ts";
import { makeOpener, type Opener } from "./open.ts";
import type { Placed } from "./placed.ts";
import { makeStops, type Stops } from "./stops.ts";

export interface Use extends Opener, Stops {}

export function makeUse(
  host: MarksHost,
  scope: Scope,
  all: ReadonlyMap<Element, Placed>,
  ensure: (placed: Placed) => HTMLButtonElement,
): Use {
  const opener = makeOpener(host, scope, ensure);
  return { ...opener, ...makeStops(all, opener, ensure, host.isVisible) };
}
