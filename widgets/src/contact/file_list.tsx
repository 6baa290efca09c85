/** Files that go along with what is being written. */
import type { Attachment } from "./contract.ts";
import { saySize } from "./hours.tsx";
import type { ContactWords } from "./words.ts";

interface FileListProps {
  readonly files: readonly Attachment[];
  readonly words: ContactWords;
  readonly locale: string;
  readonly remove: (id: string) => void;
}

export function FileList({ files, words, locale, remove }: FileListProps) {
  if (!files.length) return null;
  return (
    <ul class="files">
      {files.map(({ id, name, size }) => (
        <li key={id}>
          <span dir="auto">{name}</span>
          <span class="hint">{saySize(size, locale)}</span>
          <button type="button" class="plain" aria-label={`${words.remove} ${name}`} onClick={() => remove(id)}>
            {words.remove}
          </button>
        </li>
      ))}
    </ul>
  );
}
