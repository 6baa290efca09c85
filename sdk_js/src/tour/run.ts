/**
 * Walks a tour on a page: looks, tells the machine what happened, records what it says, and shows what follows. All effects of a
 * tour are here; what they mean is in `machine.ts`.
 */
import type { MountedStep } from "../../../widgets/src/contract.ts";
import type { CompiledStep } from "../wire.gen.ts";
import { drawCard, isNotice, type Scene } from "./card.ts";
import type { TourChunk } from "./env.ts";
import { makeHolder } from "./holder.ts";
import { begin, type Course, findStep, type Happening, type Sight, type State, transition } from "./machine.ts";

/** A page that is about to change is given this long before the tour says that it waits elsewhere. */
const ON_THE_WAY = 1500;
/** What a step's `if` asks about may still be on its way, too. */
const SETTLING = 1000;

function findLocale(wanted: string): string {
  const locales = __LOCALES__.split(" ");
  const find = (tag = ""): string | undefined => locales.find((one) => one.toLowerCase() === tag.toLowerCase());
  return find(wanted) ?? find(wanted.split("-")[0]) ?? "en";
}

export const loadParts: TourChunk["loadParts"] = async (chunks, locale) => {
  const [{ mount }, { words }] = await Promise.all([
    import(`${chunks}step.js`),
    import(`${chunks}words-${findLocale(locale)}.js`),
  ]);
  return { mount, words };
};

export const runTour: TourChunk["runTour"] = (tour, { mount, words }, env) => {
  // A target that was not there yet is not absent.
  const course: Course = {
    tour,
    holds: (condition) => env.judge(condition, target ?? (state.seen ? null : undefined)),
  };
  const holder = makeHolder();
  let target: Element | null = null;
  let widget: MountedStep | undefined;
  let drawn = "";
  let drawnTarget: Element | null = null;
  let timer: number | undefined;
  let waitsFor = "";
  let listening: AbortController | undefined;
  let listensTo = "";
  let saved = "";
  let sight: Sight;
  // Nothing has been looked for yet.
  const { by, quiet, paused, again } = env;
  let state: State = begin(
    { tour, holds: env.judge },
    { step: Math.max(0, findStep(tour, env.step)), by, quiet, paused, again },
  );
  let unwatch: (() => void) | undefined;
  let notices: typeof import("./notice.ts") | undefined;
  let fetching = false;

  const stepNow = (): CompiledStep | undefined => tour.steps[state.step];
  const guard =
    <A extends unknown[]>(work: (...args: A) => void) =>
    (...args: A): void => {
      try {
        work(...args);
      } catch (error) {
        env.fail(error);
        over();
      }
    };

  function see(step: CompiledStep): Sight {
    let missing: Sight["missing"] = "absent";
    if (target && !(target.isConnected && env.isVisible(target))) target = null;
    const here = !step.page || env.judgeBlindly({ url: step.page }) === true;
    if (here && !target && step.target.length) {
      const found = env.find(step.target);
      target = found.element;
      if (!found.element) missing = found.missing;
    }
    const { on, when } = step.advance;
    return {
      here,
      held: !!tour.pause_when && course.holds(tour.pause_when) === true,
      wanted: !step.if || course.holds(step.if) || (env.judgeBlindly(step.if) === false ? false : null),
      found: !!target || !step.target.length,
      missing,
      reached: !on && !!when && course.holds(when) === true,
    };
  }

  /** Looks until nothing moves on. */
  const look = guard(() => {
    for (let step = stepNow(); step; step = stepNow()) {
      const { entry } = state;
      sight = see(step);
      apply({ type: "looked", sight });
      if (state.entry === entry) break;
    }
    settle();
  });

  function apply(happening: Happening): void {
    const before = state;
    const [next, records] = transition(course, state, happening);
    state = next;
    if (state.entry !== before.entry) target = null;
    for (const event of records) env.record(event);
    const step = stepNow();
    if (step) save(step);
  }

  /** Where it stands, for the next page. */
  function save({ id }: CompiledStep): void {
    const position = { step: id, quiet: state.quiet, paused: state.paused };
    if (saved !== JSON.stringify(position)) env.save(position);
    saved = JSON.stringify(position);
  }

  const send = guard((happening: Happening) => {
    const { entry } = state;
    apply(happening);
    if (state.entry !== entry) look();
    else settle();
  });

  /** Brings all that waits and all that is shown in line with the state. */
  function settle(): void {
    if (state.phase === "over") {
      over();
      return;
    }
    listen();
    wait();
    draw();
    // What waits unseen costs the page nothing.
    if (!widget && (state.phase === "away" || state.phase === "lost")) {
      unwatch?.();
      unwatch = undefined;
    } else unwatch ??= env.watch(look);
  }

  function wait(): void {
    const { entry, phase, waited } = state;
    const step = stepNow();
    const { here, wanted } = sight;
    const key = phase === "seeking" && step?.type !== "hidden" ? [entry, here, wanted, waited].join() : "";
    if (key === waitsFor) return;
    waitsFor = key;
    clearTimeout(timer);
    if (!key) return;
    const asked = entry === 1 && state.by === "by-person";
    const patience = !here ? (asked ? 0 : ON_THE_WAY) : !wanted ? SETTLING : (step?.on_missing?.after ?? 8000);
    timer = window.setTimeout(timeOut, patience);
  }

  const timeOut = guard(() => {
    const waited = waitsFor;
    look();
    if (document.hidden) waitsFor = "";
    else if (waited === waitsFor) send({ type: "timed_out", sight });
  });

  /** The person's own action at the target is what advances this step. */
  function listen(): void {
    const { on, key } = stepNow()?.advance ?? {};
    const acts = stepNow()?.type === "hidden" || (state.seen && !/away|lost|declined/.test(state.phase));
    const wanted = acts && (on === "click" || on === "change" || on === "key") ? `${state.entry} ${!!target}` : "";
    if (wanted === listensTo) return;
    listensTo = wanted;
    listening?.abort();
    if (!wanted) return;
    listening = new AbortController();
    const { signal } = listening;
    const type = on === "key" ? "keydown" : (on as string);
    // At the root rather than at the element, which a framework may put a new one in the place of.
    (target?.getRootNode() ?? document).addEventListener(
      type,
      guard((event: Event) => {
        if (target ? !event.composedPath().includes(target) : !key) return;
        if (!key || (event as KeyboardEvent).key === key) advance();
      }),
      { capture: true, passive: true, signal },
    );
  }

  /** At once where nothing more is asked: the click may leave the page. Else when the host has done its part. */
  function advance(): void {
    const when = stepNow()?.advance.when;
    const { entry } = state;
    const go = (): void => {
      if (state.entry === entry && (!when || course.holds(when) === true)) send({ type: "advanced", by: "by-itself" });
    };
    if (when) setTimeout(guard(go));
    else go();
  }

  function draw(): void {
    const { on, when } = stepNow()?.advance ?? {};
    const ready = !!on && !!when && course.holds(when) === true;
    const theme = env.themes?.[tour.theme] ?? env.themes?.default ?? null;
    const scene: Scene = { ...env, course, words, theme, target, ready, send };
    const props = isNotice(state) ? notices?.drawNotice(state, scene) : drawCard(state, scene);
    if (isNotice(state)) fetchNotices();
    if (!props) {
      hide();
      return;
    }
    const moved = holder.place(props.kind === "notice" ? null : target);
    const looks = JSON.stringify([state.entry, { ...props, target: null }]);
    if (!moved && widget && looks === drawn && drawnTarget === target) return;
    drawn = looks;
    drawnTarget = target;
    if (moved) {
      widget?.destroy();
      widget = undefined;
    }
    if (widget) widget.update(props);
    else widget = mount({ root: holder.root, onError: env.fail }, props);
    requestAnimationFrame(fetchNotices);
  }

  /** They are rarely needed, so they come when nothing waits for them. */
  function fetchNotices(): void {
    if (fetching) return;
    fetching = true;
    const keep = guard((chunk: typeof notices) => {
      notices = chunk;
      settle();
    });
    import("./notice.ts").then(keep, env.fail);
  }

  function hide(): void {
    widget?.destroy();
    widget = undefined;
    holder.remove();
  }

  let ended = false;
  function over(): void {
    if (ended) return;
    ended = true;
    unwatch?.();
    clearTimeout(timer);
    listening?.abort();
    hide();
    env.ended();
  }

  if (!env.again) env.record({ name: "tour_started", props: { auto: env.by === "by-itself" } });
  look();

  return {
    moved: () => (state.phase === "declined" ? send({ type: "quieted" }) : look()),
    happened: guard((event) => {
      const { on, event: wanted } = stepNow()?.advance ?? {};
      if (on === "event" && event === wanted && state.phase !== "declined") advance();
      look();
    }),
    bring: () => send({ type: "resumed" }),
    stop: () => send({ type: "taken_back" }),
  };
};
