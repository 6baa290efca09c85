/** What goes along with a message: each line as it will be kept, and the way to strike it. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { pluralise } from "../panel/words.ts";
import { keyOf, type Line } from "./contract.ts";
import type { ContactWords } from "./words.ts";

interface AlongProps {
  readonly lines: readonly Line[];
  readonly words: ContactWords;
  readonly locale: string;
  readonly removed: readonly string[];
  readonly change: (removed: readonly string[]) => void;
}

export function Along({ lines, words, locale, removed, change }: AlongProps) {
  const own = useRef<HTMLDetailsElement>(null);
  /** Where the line stood whose button had the focus. */
  const left = useRef(-1);
  useLayoutEffect(() => {
    if (left.current < 0) return;
    const buttons = own.current?.querySelectorAll<HTMLElement>("dd button") ?? [];
    const next = buttons[Math.min(left.current, buttons.length - 1)] ?? own.current?.querySelector("summary");
    next?.focus();
    left.current = -1;
  }, [removed]);
  return (
    <details ref={own} class="along">
      <summary>{lines.length ? pluralise(words.along, lines.length, locale) : words.along_none}</summary>
      <p class="hint">{words.along_hint}</p>
      <dl>
        {lines.map((line, at) => (
          <div key={`${keyOf(line)}${at}`}>
            <dt>{line.label}</dt>
            <dd>
              <span dir="auto">{line.value}</span>
              <button
                type="button"
                class="plain"
                aria-label={`${words.remove} ${line.label}`}
                onClick={() => {
                  left.current = at;
                  change([...removed, keyOf(line)]);
                }}
              >
                {words.remove}
              </button>
            </dd>
          </div>
        ))}
      </dl>
      {removed.length > 0 && (
        <button
          type="button"
          class="plain"
          onClick={() => {
            left.current = 0;
            change([]);
          }}
        >
          {words.put_back}
        </button>
      )}
    </details>
  );
}
