/** On top of the panel's home: how far each checklist has come. What is done or put away stays to be found, as a title alone. */
import { useId } from "../kit/kit.ts";
import { Bar } from "./bar.tsx";
import type { ChecklistLine } from "./contract.ts";
import type { ListViewProps } from "./view.ts";

export function ListLines({ desk, go }: ListViewProps) {
  return (
    <ul class="lines">
      {desk.checklists().map((line) => (
        <ListLine key={line.id} line={line} desk={desk} go={go} />
      ))}
    </ul>
  );
}

function ListLine({ line, desk, go }: Pick<ListViewProps, "desk" | "go"> & { readonly line: ChecklistLine }) {
  const about = useId();
  const { id, title, done, total, isHidden } = line;
  const isDone = total > 0 && done >= total;
  return (
    <li>
      <div class={isDone || isHidden ? "choice" : "choice going"}>
        <button type="button" class="line" aria-describedby={about} onClick={() => go(`checklists/${id}`)}>
          {title}
        </button>
        <div id={about}>
          {isDone ? (
            <span class="hint">{desk.words.done}</span>
          ) : (
            !isHidden && <Bar words={desk.words} done={done} total={total} />
          )}
        </div>
      </div>
    </li>
  );
}
