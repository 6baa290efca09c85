/** A conversation: what both said, in their order, and where it goes on. New messages are told to whoever can't see them come. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { AnswersTo } from "./answers_to.tsx";
import { Composer } from "./composer.tsx";
import { MessageItem } from "./message.tsx";
import { Rating } from "./rating.tsx";
import type { DeskProps } from "./view.ts";
import { WaitingItem } from "./waiting_item.tsx";

interface ThreadProps extends DeskProps {
  /** By the first message that was sent here. */
  readonly justBegun: boolean;
}

export function Thread(view: ThreadProps) {
  const { desk, justBegun } = view;
  const { talk, words } = desk;
  const { conversation, messages, waiting, typing } = talk.read();
  const [writesAgain, setWritesAgain] = useState(false);
  const [wasClosed, setWasClosed] = useState(conversation?.status === "closed");
  const end = useRef<HTMLDivElement>(null);
  const isClosed = conversation?.status === "closed";
  const isAnswered = messages.some(({ author }) => author === "agent");
  const last = messages.at(-1)?.seq ?? 0;
  const seen = conversation?.seen_by_agents ?? 0;
  const lastSeen = messages
    .filter(({ author, kind, seq }) => author === "person" && kind !== "change" && seq <= seen)
    .at(-1);

  // The newest is in sight, unless somebody reads further up.
  useLayoutEffect(() => scrollDown(end.current, false), []);
  useLayoutEffect(() => scrollDown(end.current, true), [last, waiting.length, typing === null]);
  useEffect(() => {
    const look = (): void => void (document.visibilityState === "visible" && talk.tellSeen());
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [last, conversation?.id]);
  // Closed under somebody's hands: what was begun is gone on with, else the focus goes to what comes next.
  if (wasClosed !== isClosed) {
    setWasClosed(isClosed);
    setWritesAgain(isClosed && !!talk.draft().text);
  }
  const own = end.current?.parentElement;
  const hadFocus = !!own?.matches(":focus-within");
  useLayoutEffect(() => {
    if (isClosed && hadFocus && !own?.matches(":focus-within"))
      own?.querySelector<HTMLElement>(".rating input, .again")?.focus();
  }, [isClosed]);

  function send(text: string): boolean {
    talk.send(text, conversation ? undefined : []);
    return true;
  }

  return (
    <>
      <div class="log" role="log" aria-label={words.thread}>
        <ol class="thread">
          {messages.map((message) => (
            <MessageItem key={message.id} {...view} message={message} isSeen={message.id === lastSeen?.id} />
          ))}
          {waiting.map((one) => (
            <WaitingItem key={one.id} {...view} waiting={one} />
          ))}
        </ol>
        {typing !== null && <p class="hint">{words.typing.replace("{name}", typing || words.team)}</p>}
      </div>
      {isClosed && <Rating {...view} />}
      {isClosed && !writesAgain ? (
        <button key="again" type="button" class="second again" onClick={() => setWritesAgain(true)}>
          {words.write_again}
        </button>
      ) : (
        <Composer {...view} send={send} arrives={writesAgain || justBegun} />
      )}
      {!isClosed && <AnswersTo {...view} />}
      {isAnswered && !isClosed && (
        <button key="done" type="button" class="plain" onClick={() => void talk.close().catch(view.onError)}>
          {words.done}
        </button>
      )}
      <div ref={end} />
    </>
  );
}

/** px from the end that count as being there. */
const NEAR = 160;

/** Not scrollIntoView, which may take the host's page along. */
function scrollDown(end: HTMLElement | null, onlyNear: boolean): void {
  const pane = end?.closest(".pane");
  if (!pane) return;
  const rest = pane.scrollHeight - pane.clientHeight - pane.scrollTop;
  if (!onlyNear || rest < NEAR + pane.clientHeight / 2) pane.scrollTop = pane.scrollHeight;
}
