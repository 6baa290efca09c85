/**
 * Walks a tour on a page: looks, tells the machine what happened, records what it says, and shows what follows. All effects of a
 * tour are here; what they mean is in `machine.ts` and `turns.ts`.
 */
import type { MountedStep } from "../../../widgets/src/contract.ts";
import type { CompiledStep } from "../wire.gen.ts";
import { drawCard, type Scene } from "./card.ts";
import type { Ear } from "./ear.ts";
import type { Later, TourChunk } from "./env.ts";
import { findLayer, makeHolder } from "./holder.ts";
import { type Happening, isKnown, look, type Sight, type State, start } from "./machine.ts";
import type { Patience } from "./patience.ts";
import { makeSeeker } from "./seek.ts";

// For what comes later.
export { findLayer, LAYER } from "./holder.ts";
export { enter, fail, findStep, isKnown, look, moveOn, nextStep, pause, show, shows, start } from "./machine.ts";
export { loadParts } from "./parts.ts";

export const runTour: TourChunk["runTour"] = ({ tour, mount, words, later: known, fetching, adapt }, given) => {
  const env = adapt?.(given) ?? given;
  const holder = makeHolder();
  const seeker = makeSeeker(tour, env, () => state.seen);
  const { course } = seeker;
  let later = known;
  // Nothing has been looked for yet.
  const unseen = { tour, holds: env.judge };
  let state: State = env.again && later ? later.begin(unseen, later.findBeginning(env)) : start(env.by);
  let shown = env.progress?.step ?? null;
  let sight: Sight;
  let widget: MountedStep | undefined;
  let drawn: readonly unknown[] = [];
  let patience: Patience | undefined;
  let ear: Ear | undefined;
  let saved = "";
  let unwatch: (() => void) | undefined;
  let ended = false;
  let failing = false;
  /** A function of the host's is waited for: nothing moves, and what is shown stays. */
  let waiting = false;
  /** The host was asked before this step. */
  let asked = false;
  let isDrawing = false;
  let broken: unknown;

  const stepNow = (): CompiledStep | undefined => tour.steps[state.step];

  /** A step that throws is passed over, and the tour goes on. */
  const guard =
    <A extends unknown[]>(work: (...args: A) => void) =>
    (...args: A): void => {
      try {
        if (!ended) work(...args);
      } catch (error) {
        env.fail(error);
        failStep(error);
      }
    };

  function failStep(error: unknown): void {
    if (failing) {
      over();
      return;
    }
    failing = true;
    send({ type: "failed", reason: `${error}` });
  }

  /** At once where it is there. */
  function withLater(work: (chunk: Later) => void): void {
    if (later) work(later);
    else fetching.then(guard(work), () => {});
  }

  /** Looks until nothing moves on. */
  const lookAround = guard(() => {
    for (let step = stepNow(); step && !waiting; step = stepNow()) {
      const { entry } = state;
      // Unseen, no button leads on past what nobody here can tell.
      if (!isKnown(step) || (step.type === "hidden" && seeker.judge(step) === undefined)) {
        failStep("unknown_type");
        return;
      }
      sight = { ...seeker.look(step), ...later?.noteReach(seeker.target, step, env) };
      if (askBefore(step)) return;
      take(look(course, state, sight));
      if (state.entry === entry) break;
    }
    settle();
  });

  function take([next, records]: ReturnType<typeof look>): void {
    const before = state;
    state = next;
    failing = false;
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
    if (before.seen && isLeft) ask("after_step", before.step, lookAround);
  }

  /** Where it stands, for the next page. */
  function save({ id }: CompiledStep): void {
    const { quiet, paused, armed, told } = state;
    const path = state.path.map((at) => tour.steps[at]?.id ?? "");
    const position = { step: id, shown, path, quiet, paused, armed, told };
    const text = JSON.stringify(position);
    if (saved !== text) env.save(position);
    saved = text;
  }

  const send = guard((happening: Happening) =>
    withLater(({ transition }) => {
      const { entry } = state;
      take(transition(course, state, happening, waiting));
      if (state.entry !== entry) lookAround();
      else settle();
    }),
  );

  /** Before a step can be seen, the host may make ready for it, or say no. Out: whether that takes time. */
  function askBefore({ type }: CompiledStep): boolean {
    const isNext = sight.here && !sight.held && sight.wanted && !(sight.reached && state.armed);
    if (asked || !isNext || state.phase !== "seeking" || type === "hidden") return false;
    asked = true;
    ask("before_step", state.step, (isMeant) => (isMeant ? lookAround() : send({ type: "passed" })));
    return waiting;
  }

  function ask(hook: "before_step" | "after_step", index: number, then: (answer: boolean) => void): void {
    if (!env.listeners(hook).length) return;
    waiting = true;
    patience?.stop();
    const goOn = guard((answer: boolean) => {
      waiting = false;
      then(answer);
    });
    withLater(({ askHost }) => void askHost(env, hook, tour, index).then(goOn));
  }

  /** Brings all that waits and all that is shown in line with the state. */
  function settle(): void {
    const { phase } = state;
    if (phase === "over") {
      over();
      return;
    }
    if (waiting && phase === "seeking") return;
    ear ??= later?.makeEar(seeker, noteAct, guard, lookAround);
    ear?.listen(state);
    patience ??= later?.makePatience(lookAround, send, guard);
    patience?.wait(state, sight, stepNow());
    draw();
    // What waits unseen costs the page nothing.
    if (!widget && /away|lost/.test(phase)) unwatch = unwatch?.() as undefined;
    else unwatch ??= env.watch(lookAround);
  }

  /** At once where nothing more is asked: the click may leave the page. Else when the host has done its part. */
  function noteAct(): void {
    if (waiting) return;
    const { entry } = state;
    if (!stepNow()?.advance.when) send({ type: "advanced", by: "by-itself" });
    else
      setTimeout(() => {
        // Counted from now, however long the host took for its part.
        if (entry === state.entry) seeker.noteAct();
        lookAround();
      });
  }

  function draw(): void {
    const { target, highlights } = seeker;
    const scene = makeScene();
    const props = drawCard(state, scene) ?? later?.drawNotice(state, scene);
    if (!props) {
      hide();
      return;
    }
    const layer = (target && findLayer(target)) ?? ("target" in props ? null : later?.findTopmost());
    const moved = holder.place(layer);
    const said = JSON.stringify([state.entry, { ...props, target: 0, highlights: highlights.length, words: 0 }]);
    const looks = [said, target, ...highlights];
    if (!moved && widget && looks.every((one, at) => one === drawn[at])) return;
    drawn = looks;
    if (moved) widget = widget?.destroy() as undefined;
    isDrawing = true;
    if (widget) widget.update(props);
    else widget = mount({ root: holder.root, onError }, props);
    isDrawing = false;
    if (broken) failDrawing(broken);
  }

  /** What its buttons do wrong is told; a card that does not come to stand fails its step. */
  function onError(error: unknown): void {
    env.fail(error);
    if (isDrawing) broken = error;
    else if (!holder.root.childElementCount) failDrawing(error);
  }

  function failDrawing(error: unknown): void {
    broken = undefined;
    if (/shown|floating/.test(state.phase)) failStep(error);
  }

  function makeScene(): Scene {
    const { target, highlights } = seeker;
    const step = stepNow() as CompiledStep;
    const theme = env.themes?.[tour.theme] ?? env.themes?.default ?? null;
    const isDone = seeker.judge(step);
    // What a later server asks about is never known here.
    const ready = isDone === undefined || !!(step.advance.on && isDone);
    const doing = { ...env, send };
    const snooze: Scene["snooze"] = (time) => withLater(({ putOff }) => putOff(time, doing));
    const press: Scene["press"] = (button) => withLater(({ pressButton }) => pressButton(button, doing));
    return { ...env, course, words, theme, target, highlights, ready, send, snooze, press };
  }

  function hide(): void {
    widget = widget?.destroy() as undefined;
    holder.remove();
  }

  function over(): void {
    if (ended) return;
    ended = true;
    unwatch?.();
    patience?.stop();
    ear?.stop();
    hide();
    env.ended();
  }

  if (!env.again) env.record({ name: "tour_started", props: { auto: env.by === "by-itself" } });
  lookAround();
  // Without it nothing would move the tour on: then the next page takes it up.
  fetching.then(
    guard((chunk) => {
      later = chunk;
      settle();
    }),
    (error) => {
      env.fail(error);
      over();
    },
  );

  return {
    moved: () => (state.phase === "declined" ? send({ type: "quieted" }) : lookAround()),
    happened: guard((event) => {
      ear?.happened(event);
      lookAround();
    }),
    bring: () => send({ type: "resumed" }),
    stop: guard(over),
  };
};
