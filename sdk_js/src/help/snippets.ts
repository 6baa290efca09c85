/**
 * Snippets on elements of the page: when these are looked for, and what the marks on them ask for. What they look like is another chunk.
 *
 * All are looked for in one look at the page, whenever it changes, and what has been found is found again, for a list that scrolls may have
 * put another row in the same element; of the time that passes, at most one part in so many goes into that.
 */
import type { Media } from "../../../widgets/src/contract.ts";
import type { HelpWords } from "../../../widgets/src/panel/words.ts";
import type { MarksChunk, MountedMarks } from "../../../widgets/src/snippet/contract.ts";
import { type Holder, LAYER, makeHolder } from "../tour/holder.ts";
import type { CompiledSnippet, ListedSnippet } from "../wire.gen.ts";
import type { HelpEnv } from "./env.ts";
import { isOnElement } from "./offer.ts";
import { makeSeeker, type Seeker } from "./seek.ts";
import { makeTell } from "./tell.ts";

const SHARE = 20;
/** ms after which all are looked for, although nothing that is seen of the page has changed; and after which it is looked at untold. */
const NET = 10_000;
const QUIET = 3000;

/** What we put on the page, or take off it, changes nothing of the host's. */
const isOurs = ({ addedNodes, removedNodes, type }: MutationRecord): boolean =>
  type === "childList" &&
  [...addedNodes, ...removedNodes].every((node) => (node as HTMLElement).dataset?.handrail != null);

export interface RunningSnippets {
  /** What is listed may be another. */
  answered(): void;
}

export interface SnippetsEnv extends HelpEnv {
  readonly locale: string;
}

export async function runSnippets(env: SnippetsEnv): Promise<RunningSnippets> {
  const { config, store, knowledge, fail } = env;
  const { base, chunks, locale } = config;
  const [{ mountMarks }, { words }, find] = await Promise.all([
    import(`${chunks}marks.js`) as Promise<MarksChunk>,
    import(`${chunks}help-words-${env.locale}.js`) as Promise<{ readonly words: HelpWords }>,
    knowledge.loadFind(),
  ]);
  const tell = makeTell(env.record, locale);
  const holders = new Map<Element | null, Holder>();
  const texts = new Map<string, Promise<CompiledSnippet>>();
  let listed: readonly ListedSnippet[] = [];
  let seeker: Seeker | undefined;
  let marks: MountedMarks | undefined;
  let unwatch: (() => void) | undefined;
  let due = 0;
  /** When all were last looked for, and whether the page has changed since. */
  let whole = 0;
  let changed = true;
  /** What the last changes were is ours. */
  let isOwn = false;
  let timer: number | undefined;
  const changes = new MutationObserver((records) => {
    isOwn = records.every(isOurs);
    changed ||= !isOwn;
  });

  const guard =
    (work: (isTold?: boolean) => void) =>
    (isTold?: boolean): void => {
      try {
        work(isTold);
      } catch (error) {
        fail(error);
      }
    };

  /** The page may look different; `isTold`: something said so. */
  const look = guard((isTold = true) => {
    const now = performance.now();
    for (const [layer, holder] of holders) holder.place(layer);
    const isQuiet = isOwn || !isTold;
    isOwn = false;
    if (isQuiet && !changed && now < due + QUIET) return;
    clearTimeout(timer);
    if (now < due) {
      timer = window.setTimeout(look, due - now);
      marks?.look(false);
      return;
    }
    const isWhole = changed || now > whole + NET;
    changed = false;
    if (isWhole) whole = now;
    marks ??= mount();
    if (find.lookOnce(() => seeker?.seek(isWhole))) marks.show(seeker?.list() ?? []);
    else marks.look(isWhole);
    due = now + SHARE * (performance.now() - now);
  });

  const mount = (): MountedMarks =>
    mountMarks({
      isLayer: (element) => element.matches(LAYER),
      openRoot: (layer) => {
        let holder = holders.get(layer);
        if (!holder) {
          holder = makeHolder();
          holder.root.host.setAttribute("data-handrail", "marks");
          holders.set(layer, holder);
        }
        holder.place(layer);
        return holder.root;
      },
      closeRoot: (layer) => {
        holders.get(layer)?.remove();
        holders.delete(layer);
      },
      read: async (id) => {
        const { hash } = listed.find((one) => one.id === id) as ListedSnippet;
        const asked = texts.get(hash) ?? fetchText(hash);
        texts.set(hash, asked);
        asked.catch(() => texts.delete(hash)); // Whoever reads it hears of it.
        tell("snippet_opened", {}, id);
        const { text, media, locale: own } = await asked;
        return { text, media: media && locateMedia(media), locale: own };
      },
      follow: (item) => {
        const [, kind, rest] = /^(\w+):(.*)$/s.exec(item) ?? [];
        const went =
          kind === "tour"
            ? env.methods.start(`${rest}`)
            : env.open(kind === "article" ? `articles/${rest}` : `${kind}`);
        went.catch(fail);
      },
      isVisible: find.isVisible,
      locate,
      words,
      onError: fail,
    });

  const locate = (path: string): string => (/^\/(?!\/)/.test(path) ? base + path : path);
  const locateMedia = (media: Media): Media => ({
    ...media,
    src: locate(media.src),
    captions: media.captions && locate(media.captions),
  });

  async function fetchText(hash: string): Promise<CompiledSnippet> {
    const answer = await fetch(`${base}/v1/content/${hash}?locale=${encodeURIComponent(locale)}`, {
      credentials: "omit",
    });
    if (!answer.ok) throw new Error(`No content: ${answer.status}`);
    return answer.json();
  }

  function answered(): void {
    const { items, themes } = store.read();
    listed = items.filter(isOnElement);
    seeker = makeSeeker(listed, themes, find, knowledge);
    due = 0;
    changed = true;
    if (listed.length) {
      changes.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      unwatch ??= find.watch(look);
      look();
      return;
    }
    unwatch = unwatch?.() as undefined;
    changes.disconnect();
    clearTimeout(timer);
    marks = marks?.destroy() as undefined;
  }

  return { answered: guard(answered) };
}
