/** How to reach a person. */
import { Heading } from "../kit/kit.ts";
import type { ViewProps } from "./contract.ts";

export function Contact({ panel, arrived }: ViewProps) {
  const { words, contact } = panel;
  const { email, url, phone } = contact ?? {};
  const isElsewhere = !!url && new URL(url, location.href).origin !== location.origin;
  return (
    <>
      <Heading arrived={arrived}>{words.contact}</Heading>
      <ul class="lines">
        {email && (
          <li>
            <a class="line" href={`mailto:${email}`}>
              {words.email}
              <span class="hint">{email}</span>
            </a>
          </li>
        )}
        {phone && (
          <li>
            <a class="line" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
              {words.phone}
              <span class="hint">{phone}</span>
            </a>
          </li>
        )}
        {url && (
          <li>
            <a class="line" href={url} {...(isElsewhere && { target: "_blank", rel: "noopener" })}>
              {words.website}
              <span class="hint">{url.replace(/^https?:\/\//, "")}</span>
            </a>
          </li>
        )}
      </ul>
    </>
  );
}
