/** A checklist: how far it has come, and its entries, each with what it opens and what it waits for. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon, useId } from "../kit/kit.ts";
import { Bar } from "./bar.tsx";
import type { ChecklistProps, Entry } from "./contract.ts";
import { findAddress, Text } from "./text.tsx";

const CHECK = "M3.5 8.5l3 3 6-7";

export function Entries(props: ChecklistProps) {
  const { checklist, words, putAway } = props;
  const { text, entries, done, total, finish, locale } = checklist;
  const isOver = done >= total;
  const end = useRef<HTMLParagraphElement>(null);
  const wasOver = useRef(isOver);
  // The tick that had the focus is gone.
  useLayoutEffect(() => {
    if (isOver && !wasOver.current && document.activeElement === document.body) end.current?.focus();
    wasOver.current = isOver;
  });
  return (
    <div class="checklist">
      {text.length > 0 && <Text {...props} nodes={text} locale={locale} />}
      <Bar words={words} done={done} total={total} />
      <ul class="entries">
        {entries.map((entry) => (
          <EntryLine key={entry.id} {...props} entry={entry} />
        ))}
      </ul>
      {/* There before what it says is: else that goes unread. */}
      <p ref={end} class="finish" dir="auto" role="status" tabIndex={-1}>
        {isOver && (finish || words.all_done)}
      </p>
      {putAway && (
        <div class="row">
          <button type="button" class="second" onClick={putAway}>
            {words.put_away}
          </button>
        </div>
      )}
    </div>
  );
}

interface EntryProps extends ChecklistProps {
  readonly entry: Entry;
}

function EntryLine(props: EntryProps) {
  const { checklist, entry, words, tick } = props;
  const { id, title, text, state, waitsFor, byHand, act, optional } = entry;
  const name = useId();
  const about = useId();
  const isDone = state === "done";
  const hasMore = text.length > 0 || optional || waitsFor.length > 0;
  return (
    <li class={`entry ${state}`}>
      {byHand && state !== "waits" ? (
        <input
          type="checkbox"
          id={name}
          checked={isDone}
          aria-label={act ? words.tick.replace("{title}", () => title) : undefined}
          aria-describedby={hasMore ? about : undefined}
          onChange={(event) => tick(id, event.currentTarget.checked)}
        />
      ) : (
        <span class="mark">
          {isDone && <Icon path={CHECK} />}
          <span class="said">{isDone ? words.done : words.to_do}</span>
        </span>
      )}
      <div>
        <Title {...props} field={byHand ? name : ""} about={hasMore ? about : undefined} />
        {hasMore && (
          <div id={about} class="hint">
            {/* What is to come first matters more. */}
            {waitsFor.length > 0 ? (
              <p>{words.waits_for.replace("{title}", () => waitsFor.join(", "))}</p>
            ) : (
              <Text {...props} nodes={text} locale={checklist.locale} />
            )}
            {optional && <p>{words.optional}</p>}
          </div>
        )}
      </div>
    </li>
  );
}

interface TitleProps extends EntryProps {
  /** The id of its tick. */
  readonly field: string;
  readonly about: string | undefined;
}

function Title({ entry, field, about, open }: TitleProps) {
  const { id, state, act, to: address } = entry;
  const title = <bdi>{entry.title}</bdi>;
  const press = () => open(id);
  if (state === "waits" || (!act && !field)) return <span class="title">{title}</span>;
  if (!act)
    return (
      <label class="title" for={field}>
        {title}
      </label>
    );
  const to = act === "url" && findAddress(address ?? "");
  if (to)
    return (
      <a class="title" href={to.href} target={to.target} rel={to.rel} aria-describedby={about} onClick={press}>
        {title}
      </a>
    );
  return (
    <button type="button" class="title" aria-describedby={about} onClick={press}>
      {title}
    </button>
  );
}
