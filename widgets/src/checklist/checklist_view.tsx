/** A checklist in the help panel: whoever comes here has begun it. */
import { useEffect } from "preact/hooks";
import { Heading, useLoaded, Waiting } from "../kit/kit.ts";
import { followItem } from "../panel/follow.ts";
import { Entries } from "./entries.tsx";
import { Missing } from "./missing.tsx";
import type { ListViewProps } from "./view.ts";

export function ChecklistView(view: ListViewProps) {
  const { panel, place, desk, go, arrived, onError } = view;
  const { words, load, begin, tick, hide } = desk;
  const { id } = place;
  const loaded = useLoaded(load, []);
  const checklist = desk.checklist(id);
  const line = desk.checklists().find((one) => one.id === id);
  useEffect(() => {
    if (checklist) begin(id);
  }, [!checklist]);
  if (!checklist || !line)
    return loaded.value ? <Missing {...view} /> : <Waiting loaded={loaded} words={panel.words} />;
  const { start } = panel.acts;
  const open = (entry: string) => {
    const { act, to } = checklist.entries.find((one) => one.id === entry) ?? {};
    if (act !== "url") followItem(`${act}:${to}`, start, go);
  };
  return (
    <>
      <Heading arrived={arrived}>{checklist.title}</Heading>
      <Entries
        checklist={checklist}
        words={words}
        open={open}
        tick={(entry, done) => tick(id, entry, done)}
        follow={(item) => followItem(item, start, go)}
        onError={onError}
      />
      {line.done < line.total && (
        <button type="button" class="plain" onClick={() => hide(id, !line.isHidden)}>
          {line.isHidden ? words.show : words.hide}
        </button>
      )}
    </>
  );
}
