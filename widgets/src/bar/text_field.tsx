/** One text, being edited over where it is shown. What somebody else wrote meanwhile is shown beside it; neither is lost. */
import { useLayoutEffect, useRef, useState } from "../kit/kit.ts";
import type { Written } from "./contract.ts";
import type { PageText } from "./page_texts.ts";

interface TextFieldProps {
  readonly text: PageText;
  readonly place: Readonly<Record<string, string>>;
  readonly write: (text: string, was: string | null) => Promise<Written>;
  readonly onClose: (isDone: boolean) => void;
}

/** px of air at the window's edges. */
const AIR = 8;

/** Wherever the text stands, all of its field can be reached. */
function keepInView(form: HTMLElement): void {
  form.style.translate = "";
  const { right, bottom } = form.getBoundingClientRect();
  form.style.translate = `${Math.min(0, innerWidth - AIR - right)}px ${Math.min(0, innerHeight - AIR - bottom)}px`;
}

type KeyEvent = Event & { readonly key?: string; readonly shiftKey?: boolean };

export function TextField({ text, place, write, onClose }: TextFieldProps) {
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [was, setWas] = useState(text.was);
  const [said, setSaid] = useState("");
  const [found, setFound] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  useLayoutEffect(() => {
    if (form.current) keepInView(form.current);
  });

  async function save(): Promise<void> {
    const value = field.current?.value ?? "";
    if (value === (was ?? text.value) || isBusy) {
      if (!isBusy) onClose(false);
      return;
    }
    setBusy(true);
    const written = await write(value, was);
    setBusy(false);
    if (written.is === "done") onClose(true);
    else if (written.is === "refused") setSaid(written.said);
    else if (typeof written.found === "string") {
      setFound(written.found);
      setWas(written.found);
      setSaid("The file says something else by now. Nothing was written, and yours is still here.");
    } else setSaid("This text is no longer where it was in the file. Nothing was written, and yours is still here.");
  }

  function takeTheirs(): void {
    if (field.current && found !== null) field.current.value = found;
    setFound(null);
    setSaid("");
    field.current?.focus();
  }

  return (
    <form
      ref={form}
      class="field"
      style={place}
      onSubmit={(event: Event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event: KeyEvent) => {
        if (event.key === "Escape") onClose(false);
        else if (event.key === "Enter" && event.target === field.current && !(text.isLong || event.shiftKey)) save();
        else return;
        event.preventDefault();
      }}
    >
      <textarea
        ref={field}
        aria-label={text.label}
        rows={text.isLong ? 4 : 1}
        dir="auto"
        defaultValue={text.value}
        spellcheck
      />
      {text.source !== null && (
        <p class="hint">
          It translates: <span dir="auto">{text.source}</span>
        </p>
      )}
      <p role="status" class="trouble">
        {said}
      </p>
      {found !== null && (
        <blockquote aria-label="In the file now" dir="auto">
          {found}
        </blockquote>
      )}
      <div class="row">
        <button type="submit" class="primary" aria-disabled={isBusy}>
          {found === null ? "Save" : "Save mine"}
        </button>
        {found !== null && (
          <button type="button" onClick={takeTheirs}>
            Take theirs
          </button>
        )}
        <button type="button" onClick={() => onClose(false)}>
          Cancel
        </button>
      </div>
    </form>
  );
}
