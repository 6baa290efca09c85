/**
 * What an item says on the page, edited where it stands, in the locale of the page. Each text is a button over it, and a field once that is
 * pressed. What is saved goes into the file of that locale as one edit, which says what was seen there: somebody else's words are told and
 * kept, and so are these.
 */
import { useEffect, useRef, useState } from "../kit/kit.ts";
import type { Wordings } from "./contract.ts";
import { followBoxes } from "./follow.ts";
import { findTexts, type PageText } from "./page_texts.ts";
import { TextField } from "./text_field.tsx";
import type { ViewProps } from "./view.ts";

const isSame = (before: readonly PageText[], found: readonly PageText[]): boolean =>
  before.length === found.length &&
  found.every(({ element, name, value }, at) => {
    const one = before[at];
    return element === one?.element && name === one.name && value === one.value;
  });

export function EditTexts({ own, studio, draft, running, locale, acts }: ViewProps) {
  const [texts, setTexts] = useState<readonly PageText[]>([]);
  const [boxes, setBoxes] = useState<ReadonlyMap<string, DOMRect>>(new Map());
  const [editing, setEditing] = useState<PageText | null>(null);
  const [said, setSaid] = useState("");
  const [words, setWords] = useState<Wordings | null>(null);
  const spots = useRef<HTMLDivElement>(null);
  /** Of what is edited. */
  const box = useRef<DOMRect | null>(null);
  const revision = studio?.revision;
  const item = draft?.id;
  const isTour = draft?.kind === "tour";
  /** Of a tour that does not run nothing is on the page. */
  const step = isTour ? (running?.item === item && running?.step) || "" : null;

  useEffect(() => {
    let isOver = false;
    let known: Wordings | null = null;
    const look = (): void => {
      if (!known) return;
      const found = findTexts(own, known.texts, step);
      setTexts((before) => (isSame(before, found) ? before : found));
    };
    if (item)
      acts.readTexts(item, locale).then(
        (told) => {
          if (isOver) return;
          known = told;
          setWords(told);
          look();
        },
        () => isOver || setWords(null),
      );
    // A card comes and goes with its chunks and the page.
    const timer = setInterval(look, 200);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [item, step, revision, locale]);
  useEffect(() => () => setTexts([]), [item, step]);

  const isEdited = (text: PageText): boolean => !!editing && text.name === editing.name;
  const listed = editing && !texts.some(isEdited) ? [editing] : texts;
  useEffect(() => {
    const note = (found: readonly DOMRect[]): void =>
      setBoxes(new Map(found.map((one, at) => [(listed[at] as PageText).name, one])));
    return followBoxes(() => listed.map(({ element }) => element), note);
  }, [texts, editing]);

  const hint = !draft
    ? "Nothing is shown of the drafts here: jump to a step first."
    : draft.kind === "article"
      ? `An article is edited in ${draft.file}.`
      : !words
        ? "What it says is not known: its draft is not shown, or the author's machine does not answer."
        : !texts.length
          ? `Nothing that this ${draft.kind} says is on the page: ${isTour ? "jump to a step" : "show it"} first.`
          : `Press a text to edit it in ${words?.file}. Next and Back are Handrail's own words.`;
  return (
    <>
      <p role="status" class="hint">
        {said || hint}
      </p>
      <div ref={spots}>
        {listed.map((text) => {
          const seen = boxes.get(text.name);
          // Its card may have gone: then the field stays where it was.
          if (isEdited(text) && seen?.width) box.current = seen;
          const where = isEdited(text) ? box.current : seen;
          if (!where?.width || (editing && !isEdited(text))) return null;
          const { left, top, width, height } = where;
          const place = { left: `${left - 4}px`, top: `${top - 4}px`, inlineSize: `${width + 8}px` };
          if (editing)
            return (
              <TextField
                key={text.name}
                text={editing}
                place={place}
                write={(value, was) =>
                  acts.rewrite({ item: item as string, locale, name: text.name, text: value, was })
                }
                onClose={(done) => {
                  setEditing(null);
                  setSaid(done ? `Written into ${words?.file}.` : "");
                  setTimeout(() =>
                    spots.current?.querySelector<HTMLElement>(`[aria-label="Edit ${text.label}"]`)?.focus(),
                  );
                }}
              />
            );
          return (
            <button
              type="button"
              key={text.name}
              class="spot"
              style={{ ...place, blockSize: `${height + 8}px` }}
              aria-label={`Edit ${text.label}`}
              onClick={() => setEditing(text)}
            />
          );
        })}
      </div>
    </>
  );
}
