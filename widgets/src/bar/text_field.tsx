/** One text, being edited over where it is shown. What somebody else wrote meanwhile is shown beside it; neither is lost. */
import { useLayoutEffect, useRef, useState } from "../kit/kit.ts";
import type { CardText } from "./card_texts.ts";
import type { BarActs, Edit } from "./contract.ts";

interface TextFieldProps {
  readonly text: CardText;
  readonly file: string;
  readonly place: Readonly<Record<string, string>>;
  readonly write: BarActs["write"];
  readonly onClose: (isDone: boolean) => void;
}

type KeyEvent = Event & { readonly key?: string; readonly shiftKey?: boolean };

export function TextField({ text, file, place, write, onClose }: TextFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [was, setWas] = useState(text.value);
  const [said, setSaid] = useState("");
  const [found, setFound] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  async function save(): Promise<void> {
    const value = field.current?.value ?? "";
    if (value === was || isBusy) {
      if (!isBusy) onClose(false);
      return;
    }
    setBusy(true);
    const edit: Edit = { file, op: "set", path: text.path, value, was };
    const written = await write([edit]);
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
      <textarea ref={field} aria-label={text.name} rows={text.isLong ? 4 : 1} defaultValue={text.value} spellcheck />
      <p role="status" class="trouble">
        {said}
      </p>
      {found !== null && <blockquote aria-label="In the file now">{found}</blockquote>}
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
