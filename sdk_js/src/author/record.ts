/**
 * `record.js`: somebody goes a way through the app, and it becomes a draft of a tour. In: how the draft is saved; out: what became of it, in
 * words. Clicks, that fields were filled in, and pages are recorded; never what was typed, chosen or shown. What was done so far is kept in
 * this tab, so that it survives page loads: whoever boots the page next asks `isRecording`, and records on.
 */
import type { MountedRecorder } from "../../../widgets/src/record/contract.ts";
import { mountRecorder } from "../../../widgets/src/record/recorder.ts";
import { watchSurroundings } from "../help/surroundings.ts";
import { toJson } from "../json.ts";
import { watchAddress } from "../page/address.ts";
import { makeHolder } from "../tour/holder.ts";
import { findTopmost } from "../tour/topmost.ts";
import { LONGEST_ASKED, listFields, nameElement } from "./naming.ts";
import { findEditor, liftElement } from "./point.ts";
import {
  addMark,
  addTurn,
  type Doing,
  type DraftTour,
  isSamePlace,
  type Mark,
  makeTour,
  type Place,
  sayMark,
} from "./tape.ts";

/** `taken`: there is an item of that id already. */
export type Saved = { readonly file: string } | { readonly taken: true } | { readonly said: string };

export interface RecordEnv {
  readonly onError: (error: unknown) => void;
  readonly save: (tour: DraftTour) => Promise<Saved>;
}

interface Tape {
  readonly marks: readonly Mark[];
  readonly paused: boolean;
}

const NAME = "handrail:recording";
const MOST_MARKS = 100;
const MOST_NAMES = 20;
const TICKED = "input[type=checkbox],input[type=radio]";
const TYPED =
  "textarea,select,[contenteditable]:not([contenteditable=false]),input:not([type=submit],[type=button],[type=reset],[type=image],[type=checkbox],[type=radio])";

const readTape = (): Tape | null => {
  try {
    return JSON.parse(sessionStorage[NAME]);
  } catch {
    return null; // None, or no storage here.
  }
};

export const isRecording = (): boolean => readTape() !== null;

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // What is no text stays as it is written.
  }
};

const MOST_ASKED = 10;

function readPlace(): Place {
  const { pathname, search, hash } = location;
  const route = decode(hash.slice(1));
  const asked = [...new Set(new URLSearchParams(search).keys())]
    .filter((name) => name && name.length <= LONGEST_ASKED)
    .sort();
  return {
    path: decode(pathname),
    ...(/^!?\//.test(route) && { route }),
    ...(asked.length && { asked: asked.slice(0, MOST_ASKED) }),
  };
}

export function recordTour({ onError, save }: RecordEnv): Promise<string> {
  let tape: Tape = readTape() ?? { marks: [], paused: false };
  let place = readPlace();
  const holder = makeHolder();
  const listening = new AbortController();
  let recorder: MountedRecorder;

  function change(next: Partial<Tape>): void {
    tape = { ...tape, ...next };
    try {
      sessionStorage[NAME] = toJson(tape);
    } catch (error) {
      onError(error); // It goes on, but not over a page load.
    }
    recorder?.update(describe());
  }

  const describe = () => ({ paused: tape.paused, done: tape.marks.map(sayMark) });

  /** The page may have changed by the time that a click is heard: what an element is called is asked for when it is pressed. */
  let pressed: { readonly element: Element; readonly named: Pick<Mark, "target" | "name"> } | undefined;

  function note(doing: Doing, element: Element): void {
    if (tape.paused || tape.marks.length >= MOST_MARKS) return;
    const named = pressed?.element === element ? pressed.named : nameElement(element);
    const fields = listFields(element);
    const mark = { doing, ...place, ...named, ...(fields.length && { fields }) };
    if (named.target.length) change({ marks: addMark(tape.marks, mark) });
  }

  function turn(): void {
    const now = readPlace();
    if (isSamePlace(now, place)) return;
    place = now;
    if (!tape.paused) change({ marks: addTurn(tape.marks, place) });
  }

  const hear = (type: keyof DocumentEventMap, react: (element: Element, event: Event) => void): void =>
    window.addEventListener(
      type,
      (event) => {
        try {
          const element = findSource(event);
          // What scripts press is not theirs; of a field they may tell it in their place, as lists of the app's own do.
          if (element && (event.isTrusted || type === "change")) react(element, event);
        } catch (error) {
          onError(error);
        }
      },
      { capture: true, passive: true, signal: listening.signal },
    );

  return new Promise((resolve) => {
    let became = "";
    const forget = (said: string): void => {
      became = said;
      listening.abort();
      sessionStorage.removeItem(NAME);
    };
    const close = (): void => {
      unwatch();
      recorder.destroy();
      holder.remove();
      resolve(became);
    };
    const end = (said: string): void => {
      forget(said);
      close();
    };

    async function stop(): Promise<void> {
      if (!tape.marks.length) return end("Nothing was recorded.");
      recorder.say("Writing the draft");
      const said = await writeDraft(makeTour(tape.marks), save);
      if ("file" in said) {
        const count = tape.marks.length === 1 ? "1 step" : `${tape.marks.length} steps`;
        forget(`The draft is in ${said.file}: ${count} and an end.`);
        recorder.finish(became);
      } else recorder.say(`It was not written. ${said.said}`);
    }

    holder.place(findTopmost());
    recorder = mountRecorder(
      { root: holder.root, onError },
      {
        ...describe(),
        onPause: () => change({ paused: !tape.paused }),
        onUndo: () => change({ marks: tape.marks.slice(0, -1) }),
        onStop: () => stop().catch(onError),
        onDiscard: () => end("Nothing was kept of the recording."),
        onClose: close,
      },
    );
    // A dialog of the host's makes all beside it inert.
    const unwatch = watchSurroundings(() => holder.place(findTopmost()) && recorder.raise());
    // A page load is a turn as well.
    if (tape.marks.at(-1) && !tape.paused) change({ marks: addTurn(tape.marks, place) });
    else change({});
    hear("pointerdown", (element) => {
      const lifted = liftElement(element);
      pressed = { element: lifted, named: nameElement(lifted) };
    });
    hear("click", (element, event) => {
      // The second half of a double click.
      if ((event as MouseEvent).detail > 1) return;
      const lifted = pressed && !pressed.element.isConnected ? pressed.element : liftElement(element);
      // What is pressed to write in it is told once something is written.
      const isEntered = !!document.activeElement && findEditor(document.activeElement)?.contains(lifted);
      if (!isEntered && !lifted.matches(`${TYPED},${TICKED}`)) note("click", lifted);
    });
    hear("change", (element) => {
      const editor = findEditor(element);
      if (editor) note("write", editor);
      else note(tell(element), element);
    });
    hear("focusout", (element) => {
      if ((element as HTMLElement).isContentEditable && element.textContent?.trim()) note("fill", element);
    });
    watchAddress(() => !listening.signal.aborted && turn());
  });
}

/** Null where it is ours. */
function findSource(event: Event): Element | null {
  const path = event.composedPath();
  if (path.some((one) => (one as Partial<Element>).matches?.("[data-handrail]"))) return null;
  const [source] = path;
  return source && (source as Node).nodeType === Node.ELEMENT_NODE ? (source as Element) : null;
}

function tell(element: Element): Doing {
  if (element.matches(TICKED)) return (element as HTMLInputElement).checked ? "tick" : "untick";
  return element.matches("select,input[type=file]") ? "choose" : "fill";
}

/** Under another id where there is such a tour already. */
async function writeDraft(tour: DraftTour, save: RecordEnv["save"]): Promise<Exclude<Saved, { readonly taken: true }>> {
  for (let n = 1; n <= MOST_NAMES; n++) {
    const saved = await save(n === 1 ? tour : { ...tour, id: `${tour.id}-${n}` });
    if (!("taken" in saved)) return saved;
  }
  return { said: "There are too many drafts of that name: rename or remove some." };
}
