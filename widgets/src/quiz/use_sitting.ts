/**
 * The attempt under way, with what it takes to keep and to send it. In: the quiz and its source; out: where it stands, and what the person can
 * do. What was answered is kept before it is sent, and what could not be sent is sent again: once there is a network, or the quiz is opened.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Kept, QuizProps, Refusal, Value } from "./contract.ts";
import { follow } from "./finder.ts";
import { begin, findQuestion, findResult, findSitting, give, goBack, goOn, tellsEach, tryAgain } from "./sitting.ts";

/** unsent: no answer, or none that says anything · gone, refused, used_up: the server would not take it. */
export type Trouble = "unsent" | "gone" | "refused" | "used_up";

export interface Sitting {
  readonly kept: Kept;
  readonly sending: boolean;
  readonly trouble: Trouble | null;
  /** Of the question where it stands; with `stays` it does not go on by itself. */
  readonly answer: (value: Value, stays?: boolean) => void;
  /** To the next question, answered or not. */
  readonly proceed: () => void;
  readonly back: (() => void) | null;
  readonly send: () => void;
  readonly retry: () => void;
  readonly startAgain: () => void;
}

/** A UUIDv4. `crypto.randomUUID` is not there on hosts without TLS. */
const makeAttempt = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4}).(.{3}).(.{3})/, "$1-$2-4$3-8$4-");
};

export function useSitting({ quiz, hash, source, onError }: QuizProps): Sitting {
  const [kept, setKept] = useState(() => findSitting(quiz, hash, source.read()) ?? begin(quiz, hash, makeAttempt()));
  const [sending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const last = useRef(kept);
  const isGraded = quiz.mode === "graded";
  const isEach = tellsEach(quiz);

  function move(next: Kept): void {
    last.current = next;
    source.keep(next);
    setKept(next);
  }

  /** All that was answered, each time: a page may be left before it hears of the last. */
  function send(finish = isOver(last.current)): void {
    const { attempt, hash, retry_of, answers } = last.current;
    setSending(true);
    source
      .send({ attempt, hash, ...(retry_of && { retry_of }), answers, finish })
      .then(
        (graded) => {
          setSending(false);
          if (last.current.attempt !== attempt) return;
          setTrouble(null);
          const isNew = !last.current.graded?.finished;
          move({ ...last.current, graded });
          const { finished, passed, score, of, left } = graded;
          if (isNew && finished) source.finished({ passed: !!passed, score, of, left });
        },
        (error: unknown) => {
          setSending(false);
          if (last.current.attempt !== attempt) return;
          const problem = tellTrouble(error);
          if (problem === "used_up" || problem === "gone") source.keep(null);
          setTrouble(problem);
        },
      )
      .catch(onError);
  }

  /** Nothing is left to answer: of `each` the last is sent while it is still looked at. */
  function isOver(now: Kept): boolean {
    if (now.at === null) return true;
    return isEach && now.asked.at(-1) === now.at;
  }

  function leave(next: Kept): void {
    move(next);
    if (next.at !== null) return;
    if (!isGraded) source.finished({ outcome: follow(quiz, next.answers).outcome ?? "" });
    else if (!next.graded?.finished) send(true);
  }

  useEffect(() => {
    const now = last.current;
    const waits = isEach ? now.answers.some(({ question }) => !findResult(now, question)) : now.at === null;
    if (isGraded && waits && !now.graded?.finished) send();
  }, []);
  useEffect(() => {
    if (trouble !== "unsent") return;
    const again = (): void => send();
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  }, [trouble]);

  const before = goBack(quiz, kept);
  return {
    kept,
    sending,
    trouble,
    answer: (value, stays = false) => {
      const now = last.current;
      const { at } = now;
      if (sending || at === null || !findQuestion(quiz, at)) return;
      if (!now.answers.length) source.begun();
      if (!isGraded) source.answered(at);
      const next = give(quiz, now, { question: at, answer: value });
      if (isEach) {
        move(next);
        send();
      } else if (stays) move(next);
      else leave(goOn(quiz, next));
    },
    proceed: () => {
      setTrouble(null);
      leave(goOn(quiz, last.current));
    },
    back: before && (() => move(before)),
    send,
    retry: () => move(tryAgain(quiz, last.current, makeAttempt())),
    startAgain: () => {
      setTrouble(null);
      move(begin(quiz, hash, makeAttempt()));
    },
  };
}

function tellTrouble(error: unknown): Trouble {
  const { status = 0, problem = "" } = (error ?? {}) as Partial<Refusal>;
  if (/attempts.left/.test(problem)) return "used_up";
  if (/not.done/.test(problem)) return "unsent";
  if (status === 404) return "gone";
  return /^(409|413|422)$/.test(`${status}`) ? "refused" : "unsent";
}
