/** The other ways to reach a person. */
import type { Ways } from "./contract.ts";
import type { ContactWords } from "./words.ts";

interface WaysProps {
  readonly ways: Ways;
  readonly words: ContactWords;
}

export function WaysList({ ways: { email, phone, url }, words }: WaysProps) {
  if (!email && !phone && !url) return null;
  const isElsewhere = !!url && new URL(url, location.href).origin !== location.origin;
  return (
    <ul class="lines ways">
      {phone && <Way name={words.phone} value={phone} href={`tel:${phone.replace(/[^+\d]/g, "")}`} />}
      {email && <Way name={words.email} value={email} href={`mailto:${email}`} />}
      {url && <Way name={words.website} value={url.replace(/^https?:\/\//, "")} href={url} isElsewhere={isElsewhere} />}
    </ul>
  );
}

interface WayProps {
  readonly name: string;
  readonly value: string;
  readonly href: string;
  readonly isElsewhere?: boolean;
}

function Way({ name, value, href, isElsewhere = false }: WayProps) {
  return (
    <li>
      <a class="line" href={href} {...(isElsewhere && { target: "_blank", rel: "noopener" })}>
        {name}
        <span class="hint" dir="auto">
          {value}
        </span>
      </a>
    </li>
  );
}
