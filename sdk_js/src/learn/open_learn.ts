/** What each of the things that start besides tours takes of the core and of the page. */
import type { Handrail } from "../api.ts";
import type { Parts } from "../parts.ts";
import type { TourEnv } from "../tour/env.ts";

export interface Learn extends Pick<Parts, "config" | "store" | "knowledge" | "fail"> {
  /** Of the walk, once there is one. */
  env?: TourEnv;
  /** In the help panel. Out: whether there is such a place. */
  readonly open: (path: string) => Promise<boolean>;
  /** A link in a text: `article:refunds`, `tour:first-invoice`, `contact:`. */
  readonly follow: (item: string) => void;
  /** Calls once that is so, at once if it is. Out: no longer. */
  readonly whenever: (isSo: () => boolean, react: () => void) => () => void;
}

const PLACES: Readonly<Record<string, string>> = { article: "articles/", quiz: "quizzes/", checklist: "checklists/" };

export function openLearn({
  config,
  store,
  knowledge,
  fail,
}: Omit<Learn, "env" | "open" | "follow" | "whenever">): Learn {
  const host = (): Partial<Handrail> => window.handrail as Partial<Handrail>;
  const open: Learn["open"] = async (path) => !!(await host().open?.(path));
  return {
    config,
    store,
    knowledge,
    fail,
    open,
    follow: (item) => {
      const [, kind = "", id = ""] = /^(\w+):(.*)$/.exec(item) ?? [];
      const start = (): unknown => host().start?.(id);
      if (kind === "tour") start();
      else open(kind === "contact" ? kind : `${PLACES[kind]}${id}`).then((isThere) => isThere || start(), fail);
    },
    whenever: (isSo, react) => {
      let isOver = false;
      let unwatch = (): void => {};
      const end = (): void => {
        isOver = true;
        unwatch();
      };
      const look = (): void => {
        if (isOver || !isSo()) return;
        end();
        react();
      };
      knowledge
        .loadFind()
        .then(({ watch }) => {
          look();
          if (!isOver) unwatch = watch(look);
        })
        .catch(fail);
      return end;
    },
  };
}
