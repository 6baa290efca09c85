/** What was written and is not with the team yet; or would not be taken, and what can be done then. */
import type { Waiting } from "./contract.ts";
import { Said } from "./links.tsx";
import type { DeskProps } from "./view.ts";

interface WaitingProps extends DeskProps {
  readonly waiting: Waiting;
}

export function WaitingItem({ panel, desk, waiting }: WaitingProps) {
  const { words, talk } = desk;
  const { id, text, files, failed } = waiting;
  return (
    <li class="bubble mine waits">
      {text && <Said text={text} newTab={panel.words.new_tab} />}
      {files.map((file) => (
        <p key={file.id} class="hint" dir="auto">
          {file.name}
        </p>
      ))}
      {failed ? (
        <>
          <p class="wrong">{words.not_taken}</p>
          <div class="row">
            <button type="button" class="second" onClick={() => talk.sendAgain(id)}>
              {words.send_again}
            </button>
            <button type="button" class="plain" onClick={() => talk.drop(id)}>
              {words.discard}
            </button>
          </div>
        </>
      ) : (
        <p class="seen">{navigator.onLine ? words.waits : words.waits_offline}</p>
      )}
    </li>
  );
}
