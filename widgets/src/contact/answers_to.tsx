/** Where answers go when they are away: an address can be left, changed and taken back for as long as the conversation goes on. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { EmailField, isAddress } from "./email_field.tsx";
import type { DeskProps } from "./view.ts";

export function AnswersTo({ desk, onError }: DeskProps) {
  const { talk, words } = desk;
  const { form, conversation } = talk.read();
  const [isOpen, setOpen] = useState(false);
  const [email, setEmail] = useState("");
  const [fault, setFault] = useState<"" | "email" | "sending">("");
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  // What had the focus is gone.
  useLayoutEffect(() => {
    if (wasOpen.current !== isOpen) (isOpen ? field : button).current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  if (!form.answers_by_mail || !conversation) return null;

  const known = conversation.email ?? "";
  function submit(event: Event): void {
    event.preventDefault();
    const isWrong = !!email && !isAddress(email);
    setFault(isWrong ? "email" : "");
    if (isWrong) {
      field.current?.focus();
      return;
    }
    talk.leaveEmail(email).then(
      () => setOpen(false),
      (error) => {
        onError(error);
        setFault("sending");
      },
    );
  }

  if (!isOpen)
    return (
      <p class="answers-to hint" role="status">
        {known && <span>{words.answers_to.replace("{email}", () => known)}</span>}
        <button
          ref={button}
          type="button"
          class="plain"
          aria-label={known && `${words.change} ${known}`}
          onClick={() => {
            setEmail(known);
            setOpen(true);
          }}
        >
          {known ? words.change : words.by_email}
        </button>
      </p>
    );
  return (
    <form class="answers-to" noValidate onSubmit={submit}>
      <EmailField words={words} value={email} isWrong={fault === "email"} field={field} change={setEmail} />
      {fault === "sending" && (
        <p class="wrong" role="alert">
          {words.not_saved}
        </p>
      )}
      <button type="submit" class="second">
        {words.save}
      </button>
    </form>
  );
}
