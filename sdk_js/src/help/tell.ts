/**
 * Tells what somebody did for help: the event's name, what there is to say of it and its item in, nothing out. Under Global Privacy
 * Control or Do Not Track only votes are told, which are the person's own word to the team.
 */
import type {
  ArticleRead,
  ArticleVoted,
  HelpOpened,
  PageEvent,
  QuestionAsked,
  ResultOpened,
  Searched,
  SnippetOpened,
} from "../wire.gen.ts";

interface Said {
  readonly help_opened: HelpOpened;
  readonly article_read: ArticleRead;
  readonly article_voted: ArticleVoted;
  readonly snippet_opened: SnippetOpened;
  readonly searched: Searched;
  readonly result_opened: ResultOpened;
  readonly question_asked: QuestionAsked;
}

export type Tell = <Name extends keyof Said>(name: Name, said: Said[Name], item?: string) => void;

/** The server takes no more of each, by characters (of ours, two for some of its own). */
const LONGEST: Readonly<Record<string, number>> = { q: 200, path: 300, reason: 500 };

/** `record` is the core's: it keeps nothing for an agent who looks through somebody's eyes. */
export const makeTell =
  (
    record: (event: Pick<PageEvent, "name"> & Partial<PageEvent>) => void,
    locale: string,
    { globalPrivacyControl, doNotTrack }: { globalPrivacyControl?: boolean; doNotTrack?: string | null } = navigator,
  ): Tell =>
  (name, said, item) => {
    if (name !== "article_voted" && (globalPrivacyControl || doNotTrack === "1")) return;
    const cut = ([key, value]: [string, unknown]): [string, unknown] => [
      key,
      typeof value === "string" ? value.slice(0, LONGEST[key]) : value,
    ];
    const props = Object.fromEntries(Object.entries({ locale, ...said }).map(cut));
    record({ name, props, ...(item && { item }) });
  };
