/** The field that home and the search share: what is typed is searched for at once. */
import type { HelpWords } from "./words.ts";

interface SearchFieldProps {
  readonly words: HelpWords;
  readonly query: string;
  readonly search: (query: string) => void;
}

export function SearchField({ words, query, search }: SearchFieldProps) {
  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          event.currentTarget.closest(".pane")?.querySelector<HTMLElement>("[data-result]")?.focus();
        }}
      >
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={query}
          maxLength={400}
          autocomplete="off"
          enterkeyhint="search"
          onInput={(event) => search(event.currentTarget.value)}
        />
      </form>
    </search>
  );
}
