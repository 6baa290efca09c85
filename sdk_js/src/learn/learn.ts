/**
 * What starts besides tours: quizzes, surveys, checklists, announcements. In: a body, and what the core knows; out: a tour that can be walked,
 * whose cards hold what such a thing takes more. Fetched with the first of them; the widgets are chunks of their own.
 */
import type { StepChunk, Words } from "../../../widgets/src/contract.ts";
import type { Handrail } from "../api.ts";
import type { Parts } from "../parts.ts";
import type { TourEnv, TourParts } from "../tour/env.ts";
import type { CompiledStartable, ListedItem } from "../wire.gen.ts";
import { asTour, listSlots, type Slot } from "./as_tour.ts";
import { findVersion, openDrawer } from "./drawer.ts";
import { mountNews } from "./news_card.ts";
import { type Learn, openLearn } from "./open_learn.ts";
import { type Fill, mountWithSlots, type SlotCard } from "./slot.ts";

/** Draws into a slot. Out: takes it away. */
type FillNow = (element: HTMLElement, card: SlotCard) => (() => void) | Promise<() => void>;

const CHUNKS = { quiz: "quiz", survey: "ask" } as const;

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

  /** All that a slot waits for. Out: what fills it. */
  async function load(slot: Slot): Promise<FillNow> {
    const { kind, item } = slot;
    if (kind === "checklist") return loadKeeper(item);
    const listed = find(slot) as ListedItem;
    // Of what has a run of its own the server sees to that.
    const hash = isOwn ? listed.hash : findVersion(store, drawer, item, listed.hash);
    const name = CHUNKS[kind];
    const fetchBody = () => import("../content.ts").then((chunk) => chunk.fetchBody(hash, config, store));
    const [its, chunk, said, filling] = await Promise.all([
      (isOwn ? body : store.read().bodies[hash]) ?? fetchBody(),
      import(`${chunks}${name}.js`),
      import(`${chunks}${name}-words-${words.locale}.js`),
      kind === "quiz" ? import("./attempts.ts") : import("./responses.ts"),
      import(`${chunks}kit.js`), // What they take, too.
    ]);
    const parts = { learn, drawer, chunk, words: said.words, hash, isOwn };
    // What is listed as such is such.
    return (element, card) => filling.fill({ ...parts, body: its as never, element, card }).destroy;
  }

  /** Checklists are kept by what keeps them for the help panel, too. */
  async function loadKeeper(item: string): Promise<FillNow> {
    const { start, preferences, track, on } = window.handrail as unknown as Handrail;
    const methods = { start, preferences, track };
    const { openKeeper } = await import("./keep.ts");
    const keeper = await openKeeper({ ...aids, methods, on, open: (path = "") => learn.open(path) });
    return (element, { leave }) => {
      const complete = (): void => {
        learn.env?.record({ name: "checklist_completed" });
        leave();
      };
      return keeper.fill(element, item, { leave, complete });
    };
  }

  const fillings = new Map(listSlots(tour).map((slot) => [JSON.stringify(slot), load(slot)]));
  for (const one of fillings.values()) one.catch(() => {}); // Whoever waits for it hears of it.
  if (isOwn) await Promise.all([...fillings.values(), prepare(tour.steps.map(({ type }) => type as "modal"))]);

  const fill: Fill = (slot, element, card) => {
    let isOver = false;
    const filled = fillings.get(JSON.stringify(slot))?.then((fillNow) => (isOver ? undefined : fillNow(element, card)));
    filled?.catch((error) => {
      // Nothing to see here: on with the tour.
      aids.fail(error);
      card.finish();
    });
    return () => {
      isOver = true;
      filled?.then((destroy) => destroy?.()).catch(() => {}); // It was told above.
    };
  };

  const withSlots = mountWithSlots(mount, fill);
  return {
    tour,
    mount: body.kind === "announcement" ? mountNews(withSlots, tour, learn) : withSlots,
    adapt: (env) => adapt(learn, env, body.kind),
  };
}

/** What a tour calls its end is for a widget to say: closed before that, it was left (an announcement may be over); after, nothing more is to be said. */
function adapt(learn: Learn, env: TourEnv, kind: CompiledStartable["kind"]): TourEnv {
  const isLeft = kind !== "announcement";
  let isOver = false;
  const record: TourEnv["record"] = (event) => {
    const { name } = event;
    if (name === `${kind}_completed`) isOver = true;
    const ends = kind !== "tour" && /^tour_(completed|dismissed)$/.test(name);
    if (ends && isOver) return;
    const told =
      ends && isLeft ? { ...event, name: "tour_dismissed", props: { reason: "left", ...event.props } } : event;
    env.record({ ...told, name: told.name.replace("tour", kind) });
  };
  learn.env = { ...env, record };
  return learn.env;
}
