/**
 * What starts besides tours: quizzes, surveys, checklists, announcements. In: a body, and what the core knows; out: a tour that can be walked,
 * whose cards hold what such a thing takes more. Fetched with the first of them; the widgets are chunks of their own.
 */
import type { StepChunk, Words } from "../../../widgets/src/contract.ts";
import type { Handrail } from "../api.ts";
import type { Parts } from "../starts.ts";
import type { TourEnv, TourParts } from "../tour/env.ts";
import type { CompiledStartable, ListedItem } from "../wire.gen.ts";
import { asTour, listSlots, type Slot } from "./as_tour.ts";
import { type ChecklistKit, fillChecklist } from "./checklist.ts";
import { openDrawer } from "./drawer.ts";
import { fillQuiz, type QuizKit, readKept } from "./quiz.ts";
import { sendResponses } from "./responses.ts";
import { type Fill, mountWithSlots } from "./slot.ts";
import { fillSurvey, type SurveyKit } from "./survey.ts";

export { openQuiz } from "./panel_quiz.ts";

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

/** What it takes to fill a slot. */
type Kit = QuizKit | SurveyKit | ChecklistKit;

const CHUNKS = { quiz: "quiz", survey: "ask", checklist: "list" } as const;
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

export async function dress(
  body: CompiledStartable,
  { mount, prepare }: StepChunk,
  words: Words,
  aids: Parts,
): Promise<Pick<TourParts, "tour" | "mount" | "adapt">> {
  const { config, store } = aids;
  const { chunks, key } = config;
  const learn = openLearn(aids);
  const drawer = openDrawer(key);
  const isOwn = body.kind !== "tour";
  const find = ({ kind, item }: Slot): ListedItem | undefined =>
    store.read().items.find((one): one is ListedItem => one.id === item && one.kind === kind);
  const tour = asTour(body, (slot) => !!find(slot));

  async function load({ kind, item }: Slot): Promise<Kit> {
    const listed = find({ kind, item }) as ListedItem;
    // On the version that it was begun on it is finished; of what runs by itself the server sees to that.
    const hash = (!isOwn && readKept(learn, drawer, item)?.hash) || listed.hash;
    const name = CHUNKS[kind];
    const known = isOwn ? body : store.read().bodies[hash];
    const [its, chunk, { words: itsWords }] = await Promise.all([
      known ?? import("../content.ts").then(({ fetchBody }) => fetchBody(hash, config, store)),
      import(`${chunks}${name}.js`),
      import(`${chunks}${name}-words-${words.locale}.js`),
      import(`${chunks}kit.js`), // What they take, too.
    ]);
    // What is listed as such is such.
    return { kind, body: its, chunk, words: itsWords, hash } as Kit;
  }

  const kits = new Map(listSlots(tour).map((slot) => [JSON.stringify(slot), load(slot)]));
  for (const kit of kits.values()) kit.catch(() => {}); // Whoever waits for it hears of it.
  if (isOwn) await Promise.all([...kits.values(), prepare(tour.steps.map(({ type }) => type as "modal"))]);

  const fill: Fill = (slot, element, card) => {
    let filled: { destroy: () => void } | undefined;
    let isOver = false;
    kits
      .get(JSON.stringify(slot))
      ?.then((kit) => {
        if (isOver) return;
        if (kit.kind === "quiz") filled = fillQuiz(learn, drawer, kit, isOwn, element, card);
        if (kit.kind === "survey") filled = fillSurvey(learn, drawer, kit, element, card);
        if (kit.kind === "checklist") filled = fillChecklist(learn, kit, element, card);
      })
      .catch((error) => {
        // Nothing to see here: on with the tour.
        aids.fail(error);
        card.finish();
      });
    return () => {
      isOver = true;
      filled?.destroy();
    };
  };

  return { tour, mount: mountWithSlots(mount, fill), adapt: (env) => adapt(learn, env, body.kind) };
}

/** What a tour calls its end is for a widget to say: closed before that, it was left; after, nothing more is to be said. */
function adapt(learn: Learn, env: TourEnv, kind: CompiledStartable["kind"]): TourEnv {
  const isEndToldHere = kind !== "tour" && kind !== "announcement";
  let isOver = false;
  const record: TourEnv["record"] = (event) => {
    const { name } = event;
    if (name === `${kind}_completed`) isOver = true;
    const ends = isEndToldHere && /^tour_(completed|dismissed)$/.test(name);
    if (ends && isOver) return;
    const left = { name: "tour_dismissed", props: { reason: "left", ...event.props } };
    const told = ends ? left : event;
    env.record({ ...told, name: told.name.replace("tour", kind) });
  };
  learn.env = { ...env, record };
  return learn.env;
}

/** What was said on another page, and is not with the server yet. */
export function sendWaiting(parts: Pick<Parts, "config" | "store" | "knowledge" | "fail">): void {
  sendResponses(openLearn(parts), openDrawer(parts.config.key));
}
