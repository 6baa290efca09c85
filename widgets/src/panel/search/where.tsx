/** Where the words of a search were found in a result, and what kind of thing it is. */
import type { Result } from "../contract.ts";
import { tellDirection } from "../direction.ts";

export function Where({ result, label }: { readonly result: Result; readonly label: string }) {
  const { heading, passage, title } = result;
  return (
    <>
      {passage.length > 0 && (
        <span class="passage" dir={tellDirection(passage.map(({ text }) => text).join(""))}>
          {passage.map(({ text, mark }, at) => (mark ? <mark key={at}>{text}</mark> : text))}
        </span>
      )}
      <span class="hint">
        {label}
        {heading && heading !== title && (
          <>
            {" "}
            · <bdi>{heading}</bdi>
          </>
        )}
      </span>
    </>
  );
}
