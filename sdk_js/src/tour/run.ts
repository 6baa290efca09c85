/**
 * Walks a tour on a page: looks, tells the machine what happened, records what it says, and shows what follows. All effects of a
 * tour are here; what they mean is in `machine.ts`.
 */
import type { MountedStep, Snooze } from "../../../widgets/src/contract.ts";
import type { CompiledStep } from "../wire.gen.ts";
import { drawCard, isNotice, type Scene } from "./card.ts";
import type { TourChunk, TourEnv } from "./env.ts";
import { makeHolder } from "./holder.ts";
import { type Beginning, begin, type Happening, type Sight, type State, transition } from "./machine.ts";
import { makeSeeker } from "./seek.ts";

/** A page that is about to change is given this long before the tour says that it waits elsewhere. */
const ON_THE_WAY = 1500;
/** What a step's `if` asks about may still be on its way, too. */
const SETTLING = 1000;
/** An element comes into the top layer without a change that is seen. */
const LAYERS = ["toggle", "fullscreenchange"] as const;
/** The server takes no longer reason. */
const LONGEST = 200;
/** While the host is waited for, these do nothing: they were pressed twice. */
const MOVES = /^(advanced|went|went_back|completed)$/;

type Later = typeof import("./later.ts");

export { loadParts } from "./parts.ts";

/** Where this device left it, unless another went on with it since. */
function findBeginning({ by, again, cursor, progress }: TourEnv): Beginning {
  const known = progress?.step ?? null;
  const { step, path, quiet, paused, armed, told } =
    cursor?.shown === known ? cursor : { step: known, path: null, quiet: false, paused: false, armed: true, told: [] };
  const isAsked = by === "by-person";
  return {
    step,
    path,
    quiet: quiet && !isAsked,
    paused,
    armed,
    told,
    by,
    again,
    snoozed: progress?.status === "snoozed",
  };
}

export const runTour: TourChunk["runTour"] = (tour, { mount, words, acts }, env) => {
  const holder = makeHolder();
  const seeker = makeSeeker(tour, env, () => state.seen);
  const { course } = seeker;
  // Nothing has been looked for yet.
  let state: State = begin({ tour, holds: env.judge }, findBeginning(env));
  let shown = env.progress?.step ?? null;
  let sight: Sight;
  let widget: MountedStep | undefined;
  let drawn: readonly unknown[] = [];
  let timer: number | undefined;
  let waitsFor = "";
  let listening: AbortController | undefined;
  let listensTo = "";
  let saved = "";
  let unwatch: (() => void) | undefined;
  let later: Later | undefined;
  let fetching = false;
  let ended = false;
  let isDrawing = false;
  let broken: unknown;
  /** A function of the host's is waited for. */
  let waiting = false;
  /** The host was asked before this step. */
  let asked = false;

  const stepNow = (): CompiledStep | undefined => tour.steps[state.step];

  /** A step that throws is passed over, and the tour goes on. */
  const guard =
    <A extends unknown[]>(work: (...args: A) => void) =>
    (...args: A): void => {
      try {
        if (!ended) work(...args);
      } catch (error) {
        failStep(error);
      }
    };

  function failStep(error: unknown): void {
    env.fail(error);
    try {
      apply({ type: "failed", reason: String(error).slice(0, LONGEST) });
      look();
    } catch (worse) {
      env.fail(worse);
      over();
    }
  }

  /** Looks until nothing moves on. */
  const look = guard(() => {
    for (let step = stepNow(); step && !waiting; step = stepNow()) {
      const { entry } = state;
      sight = seeker.look(step);
      if (askBefore(step)) return;
      apply({ type: "looked", sight });
      if (state.entry === entry) break;
    }
    if (!waiting) settle();
  });

  function apply(happening: Happening): void {
    const before = state;
    const [next, records] = transition(course, state, happening);
    state = next;
    if (state.entry !== before.entry) {
      seeker.forget();
      asked &&= state.seen;
    }
    for (const event of records) {
      if (event.name === "step_shown") shown = event.step ?? null;
      env.record(event);
    }
    const step = stepNow();
    if (step) save(step);
    const isLeft = state.step !== before.step || state.phase === "over";
    if (before.seen && isLeft) ask("after_step", before.step, () => look());
  }

  /** Where it stands, for the next page. */
  function save({ id }: CompiledStep): void {
    const { quiet, paused, armed, told } = state;
    const path = state.path.map((at) => tour.steps[at]?.id ?? "");
    const position = { step: id, shown, path, quiet, paused, armed, told };
    if (saved !== JSON.stringify(position)) env.save(position);
    saved = JSON.stringify(position);
  }

  const send = guard((happening: Happening) => {
    if (waiting && MOVES.test(happening.type)) return;
    const { entry } = state;
    apply(happening);
    if (state.entry !== entry) look();
    else settle();
  });

  /** Before a step can be seen, the host may make ready for it, or say no. Out: whether that takes time. */
  function askBefore({ type }: CompiledStep): boolean {
    const isNext = sight.here && !sight.held && sight.wanted && !(sight.reached && state.armed);
    if (asked || !isNext || state.phase !== "seeking" || type === "hidden") return false;
    asked = true;
    ask("before_step", state.step, (goesOn) => {
      if (goesOn) look();
      else send({ type: "passed" });
    });
    return waiting;
  }

  /** Meanwhile nothing moves, and what is shown stays. */
  function ask(hook: string, index: number, then: (answer: boolean) => void): void {
    const waiters = env.listeners(hook);
    if (!waiters.length) return;
    waiting = true;
    clearTimeout(timer);
    waitsFor = "";
    const step = tour.steps[index]?.id ?? "";
    const onFailure = (reason: string, error?: unknown): void => {
      env.record({ name: "hook_failed", step, props: { hook, reason } });
      if (error) env.fail(error);
    };
    const goOn = (answer: boolean): void => {
      waiting = false;
      guard(then)(answer);
    };
    import("./hooks.ts")
      .then(({ askHost }) => askHost(waiters, hook, { tour: tour.id, step, index }, onFailure))
      .then(goOn, (error) => {
        env.fail(error);
        goOn(true);
      });
  }

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
    const { entry, phase, waited, armed, by } = state;
    const step = stepNow();
    const { here, wanted } = sight;
    const key = phase === "seeking" && step?.type !== "hidden" ? [entry, here, wanted, waited].join() : "";
    if (key === waitsFor) return;
    waitsFor = key;
    clearTimeout(timer);
    if (!key) return;
    const wasAsked = by === "by-person" && (entry === 1 || !armed);
    const patience = !here ? (wasAsked ? 0 : ON_THE_WAY) : !wanted ? SETTLING : (step?.on_missing?.after ?? 8000);
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
    const { advance, type, target: locators } = stepNow() as CompiledStep;
    const { target } = seeker;
    const isOn = type === "hidden" || (state.seen && !/away|lost|declined/.test(state.phase));
    const hears = isOn && (target || (advance.on === "key" && !locators.length));
    const wanted = hears ? `${state.entry} ${target?.getRootNode() === document}` : "";
    if (wanted === listensTo) return;
    listensTo = wanted;
    listening?.abort();
    if (!wanted || !acts) return;
    listening = new AbortController();
    acts.listenForAct(advance, () => seeker.target, onAct, guard, listening.signal);
  }

  /** At once where nothing more is asked: the click may leave the page. Else when the host has done its part. */
  function onAct(): void {
    if (waiting) return;
    if (!stepNow()?.advance.when) send({ type: "advanced", by: "by-itself" });
    else {
      seeker.noteAct();
      setTimeout(look);
    }
  }

  function draw(): void {
    const scene = makeScene();
    const props = isNotice(state) ? later?.drawNotice(state, scene) : drawCard(state, scene);
    if (isNotice(state)) fetchLater();
    if (!props) {
      hide();
      return;
    }
    const { target, highlights } = seeker;
    const moved = holder.place(props.kind === "notice" ? null : target);
    const looks = [
      JSON.stringify([state.entry, { ...props, target: 0, highlights: 0, words: 0 }]),
      target,
      ...highlights,
    ];
    if (!moved && widget && looks.length === drawn.length && looks.every((one, at) => one === drawn[at])) return;
    drawn = looks;
    if (moved) {
      widget?.destroy();
      widget = undefined;
    }
    isDrawing = true;
    if (widget) widget.update(props);
    else widget = mount({ root: holder.root, onError }, props);
    isDrawing = false;
    if (broken !== undefined) failDrawing(broken);
    requestAnimationFrame(fetchLater);
  }

  /** What its buttons do wrong is told; a card that does not come to stand fails its step. */
  function onError(error: unknown): void {
    env.fail(error);
    if (isDrawing) broken = error;
    else if (!holder.root.childElementCount) failDrawing(error);
  }

  function failDrawing(error: unknown): void {
    broken = undefined;
    if (/shown|floating/.test(state.phase)) send({ type: "failed", reason: String(error).slice(0, LONGEST) });
  }

  /** What is rarely needed comes when nothing waits for it. */
  function fetchLater(): void {
    if (fetching) return;
    fetching = true;
    const keep = guard((chunk: Later) => {
      later = chunk;
      settle();
    });
    import("./later.ts").then(keep, env.fail);
  }

  async function snooze(time: Snooze): Promise<void> {
    const { findReturn } = later ?? (await import("./later.ts"));
    send({ type: "snoozed", until: findReturn(time, new Date(env.now())).toISOString() });
  }

  function makeScene(): Scene {
    const step = stepNow() as CompiledStep;
    const { target, highlights } = seeker;
    const theme = env.themes?.[tour.theme] ?? env.themes?.default ?? null;
    const ready = !!step.advance.on && seeker.isReady(step);
    return {
      ...env,
      course,
      words,
      theme,
      target,
      highlights,
      ready,
      send,
      snooze: (time) => void snooze(time).catch(env.fail),
    };
  }

  function hide(): void {
    widget?.destroy();
    widget = undefined;
    holder.remove();
  }

  function over(): void {
    if (ended) return;
    ended = true;
    unwatch?.();
    clearTimeout(timer);
    listening?.abort();
    for (const name of LAYERS) document.removeEventListener(name, look, true);
    hide();
    env.ended();
  }

  for (const name of LAYERS) document.addEventListener(name, look, true);
  if (!env.again) env.record({ name: "tour_started", props: { auto: env.by === "by-itself" } });
  look();

  return {
    moved: () => (state.phase === "declined" ? send({ type: "quieted" }) : look()),
    happened: guard((event) => {
      const { on, event: wanted } = stepNow()?.advance ?? {};
      if (on === "event" && event === wanted && state.phase !== "declined") onAct();
      look();
    }),
    bring: () => send({ type: "resumed" }),
    stop: () => send({ type: "taken_back" }),
  };
};
