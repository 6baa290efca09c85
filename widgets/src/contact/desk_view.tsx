/** How to reach a person: the other ways, when there is an answer, and then what is written, or the conversation that is under way. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Heading } from "../kit/kit.ts";
import { adoptSheets } from "../launcher/shared.ts";
import css from "./contact.css";
import { FirstMessage } from "./first_message.tsx";
import { Hours } from "./hours.tsx";
import { Thread } from "./thread.tsx";
import type { DeskProps } from "./view.ts";
import { WaysList } from "./ways.tsx";

export function DeskView(view: DeskProps) {
  const { panel, desk, arrived } = view;
  const { talk } = desk;
  const [, setCount] = useState(0);
  const own = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => adoptSheets(own.current?.getRootNode() as ShadowRoot, css), []);
  useEffect(() => talk.listen(() => setCount((count) => count + 1)), [talk]);

  const { form, conversation, waiting } = talk.read();
  const hasBegun = !!conversation || waiting.length > 0;
  const hadBegun = useRef(hasBegun);
  return (
    <div ref={own} class="desk">
      <Heading arrived={arrived}>{panel.words.contact}</Heading>
      <Hours form={form} words={desk.words} locale={panel.words.locale} />
      <WaysList ways={form.ways} words={desk.words} />
      {hasBegun ? <Thread {...view} justBegun={!hadBegun.current} /> : form.conversations && <FirstMessage {...view} />}
    </div>
  );
}
