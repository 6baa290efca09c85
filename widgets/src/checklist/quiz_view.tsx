/** A quiz in the help panel. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { Heading, useLoaded, Waiting } from "../kit/kit.ts";
import { followItem } from "../panel/follow.ts";
import type { PanelQuiz } from "./contract.ts";
import { Missing } from "./missing.tsx";
import type { ListViewProps } from "./view.ts";

export function QuizView(view: ListViewProps) {
  const { panel, place, desk } = view;
  const loaded = useLoaded(() => desk.quiz(place.id), []);
  const { value } = loaded;
  if (value) return <Quiz {...view} quiz={value} />;
  return value === null ? <Missing {...view} /> : <Waiting loaded={loaded} words={panel.words} />;
}

function Quiz({ panel, go, arrived, quiz }: ListViewProps & { readonly quiz: PanelQuiz }) {
  const slot = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!slot.current) return;
    return quiz.mount(slot.current, (item) => followItem(item, panel.acts.start, go));
  }, []);
  return (
    <>
      <Heading arrived={arrived}>{quiz.title}</Heading>
      <div ref={slot} />
    </>
  );
}
