/** The first message: what it says, what may help meanwhile, and all that goes along. */
import { useEffect, useRef, useState } from "preact/hooks";
import { Along } from "./along.tsx";
import { Composer } from "./composer.tsx";
import { keyOf, type Line } from "./contract.ts";
import { EmailField, isAddress } from "./email_field.tsx";
import { MayHelp } from "./may_help.tsx";
import type { DeskProps } from "./view.ts";

export function FirstMessage(view: DeskProps) {
  const { panel, desk, onError } = view;
  const { talk, words } = desk;
  const [text, setText] = useState(talk.draft().text);
  const [email, setEmail] = useState(talk.draft().email);
  const [isWrong, setWrong] = useState(false);
  const [lines, setLines] = useState<readonly Line[] | null>(null);
  const [removed, setRemoved] = useState<readonly string[]>(talk.draft().removed);
  const { form } = talk.read();
  const emailField = useRef<HTMLInputElement>(null);

  useEffect(() => {
    talk.gather().then(setLines, (error) => {
      onError(error);
      setLines([]); // The message matters more than what goes along.
    });
  }, []);

  const shown = lines?.filter((line) => !removed.includes(keyOf(line))) ?? null;
  function remove(next: readonly string[]): void {
    setRemoved(next);
    talk.keepDraft({ removed: next });
  }
  function send(said: string): boolean {
    if (!shown) return false;
    if (email && !isAddress(email)) {
      setWrong(true);
      emailField.current?.focus();
      return false;
    }
    talk.send(said, shown);
    return true;
  }

  return (
    <Composer {...view} send={send} typed={setText} first waits={!shown}>
      <MayHelp {...view} text={text} />
      {form.answers_by_mail && (
        <EmailField
          words={words}
          value={email}
          isWrong={isWrong}
          field={emailField}
          change={(value) => {
            setEmail(value);
            setWrong(false);
            talk.keepDraft({ email: value });
          }}
        />
      )}
      {shown && <Along lines={shown} words={words} locale={panel.words.locale} removed={removed} change={remove} />}
    </Composer>
  );
}
