/** A field to write in, with files to go along. In: what sends it; out: what is typed. It says what is wrong beside the field, and loses nothing. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { FileList } from "./file_list.tsx";
import { saySize } from "./hours.tsx";
import { useUploads } from "./uploads.ts";
import type { DeskProps } from "./view.ts";

interface ComposerProps extends DeskProps {
  /** Out: whether it went. */
  readonly send: (text: string) => boolean;
  readonly typed?: (text: string) => void;
  readonly first?: boolean;
  /** What goes along is not shown yet. */
  readonly waits?: boolean;
  /** It takes the focus. */
  readonly arrives?: boolean;
  /** Stands before Send: whatever goes along too. */
  readonly children?: ComponentChildren;
}

const TYPES = "image/png,image/jpeg,image/gif,image/webp,application/pdf,text/plain,.txt,.log,.csv";
/** With it Enter sends. */
const MODIFIER = /^(Control|Meta)$/;

export function Composer(view: ComposerProps) {
  const { panel, desk, send, typed, first = false, waits = false, arrives = false, children } = view;
  const { talk, words } = desk;
  const { locale } = panel.words;
  const { limits } = talk.read().form;
  const field = useRef<HTMLTextAreaElement>(null);
  const input = useRef<HTMLInputElement>(null);
  /** The keys that come here have no modifiers (`kit/keep_inside.ts`). */
  const isHeld = useRef(false);
  const [text, setText] = useState(talk.draft().text);
  const uploads = useUploads(desk, locale);
  const isBusy = waits || uploads.busy;

  useEffect(() => {
    if (arrives) field.current?.focus({ preventScroll: true });
  }, [arrives]);

  function type(next: string): void {
    setText(next);
    typed?.(next);
    talk.keepDraft({ text: next });
    if (next) talk.tellTyping();
  }

  function submit(event: Event): void {
    event.preventDefault();
    const said = text.trim();
    if (isBusy) return;
    if (!said && !uploads.files.length) {
      field.current?.focus();
      return;
    }
    if (!send(said)) return;
    setText("");
    uploads.clear();
    field.current?.focus();
  }

  /** Files alone: whatever else is dropped or pasted is the field's. */
  function take(event: Event, files: FileList | undefined): void {
    if (!files?.length) return;
    event.preventDefault();
    uploads.add([...files]);
  }

  return (
    <form
      class="composer"
      noValidate
      onSubmit={submit}
      onDragOver={(event) => event.dataTransfer?.types.includes("Files") && event.preventDefault()}
      onDrop={(event) => take(event, event.dataTransfer?.files)}
    >
      <div class="field">
        <label for="hr-message">{words.message}</label>
        <textarea
          id="hr-message"
          ref={field}
          rows={first ? 4 : 2}
          dir="auto"
          maxLength={limits.text}
          placeholder={first ? words.message_hint : ""}
          value={text}
          onInput={(event) => type(event.currentTarget.value)}
          onPaste={(event) => take(event, event.clipboardData?.files)}
          onKeyDown={(event) => {
            if (MODIFIER.test(event.key)) isHeld.current = true;
            else if (event.key === "Enter" && isHeld.current) submit(event);
          }}
          onKeyUp={(event) => {
            if (MODIFIER.test(event.key)) isHeld.current = false;
          }}
          onBlur={() => {
            isHeld.current = false;
          }}
        />
      </div>
      <FileList
        files={uploads.files}
        words={words}
        locale={locale}
        remove={(id) => {
          uploads.remove(id);
          field.current?.focus();
        }}
      />
      {uploads.problem && (
        <p class="wrong" role="alert">
          {uploads.problem}
        </p>
      )}
      {uploads.busy && (
        <p class="hint" role="status">
          {words.uploading}
        </p>
      )}
      <button type="button" class="second" aria-describedby="hr-attach" onClick={() => input.current?.click()}>
        {words.attach}
      </button>
      <p id="hr-attach" class={first ? "hint small" : "quiet"}>
        {words.attach_hint.replace("{size}", saySize(limits.file, locale))}
      </p>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={TYPES}
        onChange={(event) => {
          uploads.add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      {children}
      <button type="submit" class="primary" aria-disabled={isBusy}>
        {words.send}
      </button>
    </form>
  );
}
