/** The page's elements: found, asked about, and watched. A chunk of its own, fetched when an element is first asked about. */
import { askElement, findTarget, isVisible, lookUp } from "./target.ts";
import { lookOnce, watch } from "./watch.ts";

export interface FindChunk {
  readonly askElement: typeof askElement;
  readonly findTarget: typeof findTarget;
  readonly isVisible: typeof isVisible;
  readonly lookOnce: typeof lookOnce;
  readonly lookUp: typeof lookUp;
  readonly watch: typeof watch;
}

export { askElement, findTarget, isVisible, lookOnce, lookUp, watch };
