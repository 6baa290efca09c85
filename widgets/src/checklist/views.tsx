/** The views of the help panel that this chunk has, and its parts of home. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { adoptSheets } from "../kit/kit.ts";
import { ChecklistView } from "./checklist_view.tsx";
import { ListLines } from "./lines.tsx";
import css from "./list.css";
import { NewsLines, NewsView } from "./news.tsx";
import { QuizView } from "./quiz_view.tsx";
import type { ListViewProps } from "./view.ts";

export function ListView(view: ListViewProps) {
  const { part, place, desk } = view;
  const own = useRef<HTMLDivElement>(null);
  const [, look] = useState({});
  useEffect(() => desk.watch(() => look({})), []);
  useLayoutEffect(() => {
    if (own.current) adoptSheets(own.current.getRootNode() as ShadowRoot, css);
  }, []);
  const name = part ?? place.view;
  return (
    <div ref={own}>
      {name === "top" && <ListLines {...view} />}
      {name === "news" && (part ? <NewsLines {...view} /> : <NewsView {...view} />)}
      {name === "checklists" && <ChecklistView {...view} />}
      {name === "quizzes" && <QuizView {...view} />}
    </div>
  );
}
