/** What every view stands in: the panel's name, the way back, the search field and the way out. */
import type { ComponentType } from "preact";
import { Icon } from "../kit/kit.ts";
import { ArticleView } from "./article/article.tsx";
import type { From, PanelProps, Place, ViewProps } from "./contract.ts";
import { Home } from "./home.tsx";
import { Contact, Lists } from "./later.tsx";
import { Preferences } from "./preferences.tsx";
import { moveByArrows } from "./search/arrows.ts";
import { SearchView } from "./search/search.tsx";
import { SearchField } from "./search_field.tsx";
import { TopicsView } from "./topics/topics.tsx";

/** All others are parts of what is fetched later. */
const VIEWS: Readonly<Partial<Record<Place["view"], ComponentType<ViewProps>>>> = {
  home: Home,
  articles: ArticleView,
  topics: TopicsView,
  search: SearchView,
  contact: Contact,
  preferences: Preferences,
};
const CROSS = "M4 4l8 8M12 4l-8 8";
const BACK = "M10 3L5 8l5 5";
const FORWARD = "M6 3l5 5-5 5";

interface ShellProps {
  readonly panel: PanelProps;
  readonly place: Place;
  /** How far the person has come. */
  readonly at: number;
  readonly canGoForward: boolean;
  readonly arrived: (heading: HTMLElement) => void;
  readonly go: (path: string, from?: From) => void;
  readonly step: (by: -1 | 1) => void;
  readonly search: (query: string) => void;
  readonly onError: (error: unknown) => void;
}

export function Shell({ panel, place, at, canGoForward, arrived, go, step, search, onError }: ShellProps) {
  const { words, title, onClose } = panel;
  const View = VIEWS[place.view] ?? Lists;
  const hasField = place.view === "home" || place.view === "search";
  return (
    <>
      <div class="top">
        {at > 0 && <IconButton name={words.back} path={BACK} turns onPress={() => step(-1)} />}
        {canGoForward && <IconButton name={words.forward} path={FORWARD} turns onPress={() => step(1)} />}
        <h2 id="hr-help" tabIndex={-1}>
          {title}
        </h2>
        <IconButton name={words.close} path={CROSS} onPress={onClose} />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears the keys of the field and the results in it */}
      <div class="pane" onKeyDown={moveByArrows}>
        {hasField && <SearchField words={words} query={place.id} search={search} />}
        {/* Another place is another view: nothing of the last one stays. What is typed goes on in the same one. */}
        <View
          key={hasField ? place.view : `${place.view}/${place.id}`}
          panel={panel}
          place={place}
          go={go}
          arrived={arrived}
          onError={onError}
        />
      </div>
      {panel.contact && place.view !== "contact" && (
        <div class="always">
          <button type="button" class="plain" onClick={() => go("contact")}>
            {words.contact}
            {panel.unread ? ` (${panel.unread})` : ""}
          </button>
        </div>
      )}
    </>
  );
}

interface IconButtonProps {
  readonly name: string;
  readonly path: string;
  /** Points the other way where text runs from right to left. */
  readonly turns?: boolean;
  readonly onPress: () => void;
}

function IconButton({ name, path, turns = false, onPress }: IconButtonProps) {
  return (
    <button type="button" class={turns ? "icon turns" : "icon"} aria-label={name} title={name} onClick={onPress}>
      <Icon path={path} />
    </button>
  );
}
