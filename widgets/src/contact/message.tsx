/** One thing that was said, offered, or that happened. */
import { useState } from "preact/hooks";
import type { Attachment, Message } from "./contract.ts";
import { saySize } from "./hours.tsx";
import { Said } from "./links.tsx";
import { OfferBox } from "./offer_box.tsx";
import type { DeskProps } from "./view.ts";

interface MessageProps extends DeskProps {
  readonly message: Message;
  /** The last of the person's that the team has read. */
  readonly isSeen: boolean;
}

export function MessageItem(view: MessageProps) {
  const { panel, desk, message, isSeen } = view;
  const { words } = desk;
  const { author, name, kind, change, reason, text, files, offer, at } = message;
  if (kind === "change")
    return <li class="change">{change === "closed" ? words[`closed_${reason ?? "other"}`] : words.reopened}</li>;
  const who = author === "person" ? words.you : name || words.team;
  const time = sayTime(at, panel.words.locale);
  return (
    <li class={author === "person" ? "bubble mine" : "bubble"}>
      <p class="who">
        <time dateTime={at}>{words.wrote_on.replace("{name}", () => who).replace("{time}", time)}</time>
      </p>
      {text && <Said text={text} newTab={panel.words.new_tab} />}
      {files.map((file) => (
        <Download key={file.id} {...view} file={file} />
      ))}
      {offer && <OfferBox {...view} offer={offer} />}
      {isSeen && <p class="seen">{words.seen}</p>}
    </li>
  );
}

function Download({ panel, desk, file, onError }: DeskProps & { readonly file: Attachment }) {
  const { words, talk } = desk;
  const [failed, setFailed] = useState(false);
  const [before, after] = words.download.replace("{size}", saySize(file.size, panel.words.locale)).split("{name}");
  return (
    <>
      <button
        type="button"
        class="file"
        onClick={() =>
          talk.download(file).then(
            () => setFailed(false),
            (error) => {
              onError(error);
              setFailed(true);
            },
          )
        }
      >
        {before}
        <bdi>{file.name}</bdi>
        {after}
      </button>
      {failed && (
        <p class="wrong" role="alert">
          {words.not_downloaded}
        </p>
      )}
    </>
  );
}

/** Of today the time alone. */
export function sayTime(iso: string, locale: string): string {
  const at = new Date(iso);
  const isToday = at.toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(locale, { timeStyle: "short", ...(!isToday && { dateStyle: "medium" }) }).format(at);
}
