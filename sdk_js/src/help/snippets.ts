/**
 * Snippets on elements of the page: which of them are wanted here, and where their elements are. What they look like is another chunk.
 *
 * All are looked for in one look at the page, whenever it changes, and what has been found is found again, for a list that scrolls may have
 * put another row in the same element; of the time that passes, at most one part in so many goes into that.
 */
import type { Media } from "../../../widgets/src/contract.ts";
import type { HelpWords } from "../../../widgets/src/panel/words.ts";
import type { Mark, MarksChunk, MountedMarks } from "../../../widgets/src/snippet/contract.ts";
import { type Holder, LAYER, makeHolder } from "../tour/holder.ts";
import type { CompiledSnippet, ListedSnippet } from "../wire.gen.ts";
import type { HelpEnv } from "./env.ts";
import { isOnElement } from "./offer.ts";
import { makeTell } from "./tell.ts";

const SHARE = 20;
/** ms after which all are looked for, although nothing that is seen of the page has changed. */
const NET = 10_000;

/** `name`: of its condition. */
interface Wanted extends ListedSnippet {
  readonly name: string;
  element: Element | null;
}

export interface RunningSnippets {
  /** What is listed may be another. */
  answered(): void;
}

export interface SnippetsEnv extends HelpEnv {
  readonly locale: string;
  readonly open: (path: string) => Promise<boolean>;
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
  let listed: readonly Wanted[] = [];
  let marks: MountedMarks | undefined;
  let unwatch: (() => void) | undefined;
  let due = 0;
  /** When all were last looked for, and whether the page has changed since. */
  let whole = 0;
  let changed = true;
  let timer: number | undefined;
  const changes = new MutationObserver(() => {
    changed = true;
  });

  const guard = (work: () => void) => (): void => {
    try {
      work();
    } catch (error) {
      fail(error);
    }
  };

  /** The page may look different. */
  const look = guard(() => {
    const now = performance.now();
    clearTimeout(timer);
    for (const [layer, holder] of holders) holder.place(layer);
    if (now < due) {
      timer = window.setTimeout(look, due - now);
      marks?.look();
      return;
    }
    const isWhole = changed || now > whole + NET;
    changed = false;
    if (isWhole) whole = now;
    marks ??= mount();
    if (find.lookOnce(() => seek(isWhole))) marks.show(describe());
    else marks.look();
    due = now + SHARE * (performance.now() - now);
  });

  /** Where their elements are now; what has been found stays, unless all are looked for. Out: whether anything is another. */
  function seek(isWhole: boolean): boolean {
    const { judge, judgeBlindly } = knowledge.look();
    const holds = new Map<string, unknown>();
    let isOther = false;
    for (const wanted of listed) {
      const { name, when } = wanted;
      // Many are of one and the same page.
      if (when && !holds.has(name)) holds.set(name, judgeBlindly(when) ?? judge(when));
      const known = wanted.element;
      if (when && !holds.get(name)) wanted.element = null;
      else if (isWhole || !known?.isConnected) wanted.element = find.findTarget(wanted.target).element;
      isOther ||= known !== wanted.element;
    }
    return isOther;
  }

  function describe(): readonly Mark[] {
    const { themes } = store.read();
    return listed.flatMap(({ id, title, element: target, show, placement, theme: name }) => {
      const theme = themes?.[name] ?? themes?.default ?? null;
      return target ? [{ id, title, target, show, placement, theme }] : [];
    });
  }

  const mount = (): MountedMarks =>
    mountMarks({
      isLayer: (element) => element.matches(LAYER),
      openRoot: (layer) => {
        const holder = holders.get(layer) ?? makeHolder();
        holders.set(layer, holder);
        holder.place(layer);
        return holder.root;
      },
      closeRoot: (layer) => {
        holders.get(layer)?.remove();
        holders.delete(layer);
      },
      read: async (id) => {
        const { hash } = listed.find((one) => one.id === id) as Wanted;
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
    const items = store.read().items.filter(isOnElement);
    listed = items.map((item) => ({ ...item, name: JSON.stringify(item.when), element: null }));
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
