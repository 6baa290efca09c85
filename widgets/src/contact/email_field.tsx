/** Where answers go when somebody is away. What is no address is told beside it. */
import type { Ref } from "preact";
import type { ContactWords } from "./words.ts";

/** As the server takes it, so that nothing is refused once it was written. Whether it is one, only a mail tells. */
export const isAddress = (email: string): boolean => /^[^@\s<>"?#,;:()\\]+@[^@\s<>"?#,;:()\\]+$/.test(email);

interface EmailFieldProps {
  readonly words: ContactWords;
  readonly value: string;
  readonly isWrong: boolean;
  readonly field: Ref<HTMLInputElement>;
  readonly change: (email: string) => void;
}

export function EmailField({ words, value, isWrong, field, change }: EmailFieldProps) {
  return (
    <div class="field">
      <label for="hr-email">{words.your_email}</label>
      <input
        id="hr-email"
        type="email"
        dir="ltr"
        autocomplete="email"
        maxLength={254}
        value={value}
        aria-describedby="hr-email-hint"
        aria-invalid={isWrong}
        ref={field}
        onInput={(event) => change(event.currentTarget.value.trim())}
      />
      <p id="hr-email-hint" class={isWrong ? "wrong" : "hint"} role={isWrong ? "alert" : undefined}>
        {isWrong ? words.email_wrong : words.your_email_hint}
      </p>
    </div>
  );
}
