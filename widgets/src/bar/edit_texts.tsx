/**
 * The card's own words, edited where they stand. Each is a button over its text, and a field once it is pressed. What is saved goes into the
 * file as one edit, which says what was seen there: somebody else's words are told and kept, and so are these.
 */
import { useEffect, useRef, useState } from "../kit/kit.ts";
import { type CardText, findCard, listCardTexts } from "./card_texts.ts";
import { followBoxes } from "./follow.ts";
import type { ViewProps } from "./shell.tsx";
import { TextField } from "./text_field.tsx";

const isSpokenIn = (locale: string, language: string): boolean =>
  `${locale}-`.toLowerCase().startsWith(`${language.toLowerCase()}-`);

export function EditTexts({ own, studio, draft, running, locale, acts }: ViewProps) {
  const [texts, setTexts] = useState<readonly CardText[]>([]);
  const [boxes, setBoxes] = useState<readonly DOMRect[]>([]);
  const [editing, setEditing] = useState<CardText | null>(null);
  const [said, setSaid] = useState("");
  const spots = useRef<HTMLDivElement>(null);
  const revision = studio?.revision;
  /** What the files themselves are written in. */
  const written = studio?.site.locales[0] ?? locale;
  const file = draft?.file;
  const step = running?.step ?? null;
  const isHere = draft?.kind === "tour" && draft.id === running?.item && isSpokenIn(locale, written);

  useEffect(() => {
    let isOver = false;
    let source: unknown;
    const look = (): void => {
      const card = isHere && source ? findCard(own) : null;
      const found = card ? listCardTexts(card, source, step) : [];
      setTexts((before) =>
        before.length === found.length &&
        found.every(({ element, value }, at) => element === before[at]?.element && value === before[at]?.value)
          ? before
          : found,
      );
    };
    if (file && isHere)
      acts.read(file).then(
        (value) => {
          source = value;
          if (!isOver) look();
        },
        () => setSaid("The file could not be read: the author's machine does not answer."),
      );
    // A card comes and goes with its chunks and the page.
    const timer = setInterval(look, 200);
    return () => {
      isOver = true;
      clearInterval(timer);
      setTexts([]);
    };
  }, [file, step, revision, isHere]);

  const shown = editing ? [editing] : texts;
  useEffect(() => followBoxes(() => shown.map(({ element }) => element), setBoxes), [texts, editing]);

  const hint = !draft
    ? "Nothing is shown of the drafts here: jump to a step first."
    : !isSpokenIn(locale, written)
      ? `The page is in another language than the file. Act as somebody with the locale ${written}, or edit the translation in its own file.`
      : draft.kind !== "tour"
        ? `Of a ${draft.kind} the texts are edited in ${draft.file}.`
        : texts.length
          ? "Press a text of the card. Next and Back are Handrail's own words."
          : "No card of this tour is on the page: jump to a step first.";
  return (
    <>
      <p role="status" class="hint">
        {said || hint}
      </p>
      <div ref={spots}>
        {shown.map((text, at) => {
          const box = boxes[at];
          if (!box) return null;
          const { left, top, width, height } = box;
          const place = { left: `${left - 4}px`, top: `${top - 4}px`, inlineSize: `${width + 8}px` };
          if (editing?.path.join() === text.path.join())
            return (
              <TextField
                key={text.path.join()}
                text={editing}
                place={place}
                file={file as string}
                write={acts.write}
                onClose={(done) => {
                  setEditing(null);
                  setSaid(done ? `Written into ${file}.` : "");
                  setTimeout(() =>
                    spots.current?.querySelector<HTMLElement>(`[aria-label="Edit ${text.name}"]`)?.focus(),
                  );
                }}
              />
            );
          return (
            <button
              type="button"
              key={text.path.join()}
              class="spot"
              style={{ ...place, blockSize: `${height + 8}px` }}
              aria-label={`Edit ${text.name}`}
              onClick={() => setEditing(text)}
            />
          );
        })}
      </div>
    </>
  );
}
