/** Where in the page the person was last, or what is there now: ours is not told of beyond our own elements (see keep_inside.ts). */
import { findFocus } from "./focus.ts";
import type { Scope } from "./scope.ts";

export function rememberFocus(scope: Scope): () => Element | null {
  let last = findFocus();
  let findNear: (() => Element | null) | undefined;
  // Left, too: of moves within a shadow root nobody is told outside.
  for (const name of ["focusin", "focusout"] as const)
    scope.listen(document, name, (event) => {
      last = event.composedPath()[0] as Element;
    });
  scope.after(
    () => import("../near/near.ts"),
    ({ rememberPlace }) => {
      findNear = rememberPlace(scope, () => last);
    },
  );
  return () => (last?.isConnected || !findNear ? last : findNear());
}
