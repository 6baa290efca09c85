/**
 * The marks of snippets, all of them: small buttons beside their elements, lines under their text, or nothing until they are asked for.
 * One observer says which elements are near what is seen, and only those have a mark. Whenever something may have moved, all is read that
 * is read, then all is written; a page that scrolls takes its marks along by itself.
 */
import { create, keepInside, openScope, setAttributes } from "../launcher/shared.ts";
import type { Box } from "../step/place.ts";
import { findVisibleBox } from "../step/sight.ts";
import { placeBeside, type Side } from "../tooltip/beside.ts";
import type { Mark, MarksHost, MountedMarks } from "./contract.ts";
import { cutByAll, type Ground } from "./ground.ts";
import { type Home, makeHomes } from "./homes.ts";
import { lay, layLines } from "./lay.ts";
import { findLines } from "./lines.ts";
import { chooseSpot } from "./spot.ts";
import { hearTrees } from "./trees.ts";
import type { Use } from "./use.ts";

/** px that a mark is wide and high, and that it comes before its element is seen. */
const SIZE = 20;
const AHEAD = 200;
/** Frames without movement that count as rest. */
const STILL = 6;
/** ms after which what no frame tells of is looked at, too. */
const NET = 3000;

/** A mark with what is known of it. */
export interface Placed {
  mark: Mark;
  readonly target: Element;
  near: boolean;
  home?: Home;
  button?: HTMLButtonElement;
  side?: Side;
  ground?: Ground;
  /** Where its element was, and what was drawn there. */
  at: string;
  drawn?: string | undefined;
}

export function mountMarks(host: MarksHost): MountedMarks {
  const scope = openScope(host.onError);
  const rtl = host.words.direction === "rtl";
  const all = new Map<Element, Placed>();
  let frame = 0;
  let still = STILL;
  let looked = 0;
  let use: Use | undefined;
  const homes = makeHomes(host, scope, (root) => {
    keepInside(scope, root.host as HTMLElement, root.host);
    scope.listen(root, "keydown", (event) => use?.moveOn(event));
  });
  // Nobody uses what is not seen yet; what is pressed before it is there waits for it.
  const coming = new Promise<Use>((resolve) => {
    scope.after(
      () => import("./use.ts"),
      ({ makeUse }) => {
        use = makeUse(host, scope, all, ensure);
        resolve(use);
      },
    );
  });
  const soon = (work: (use: Use) => void): void => void (use ? work(use) : coming.then(scope.guard(work)));
  const hear = hearTrees(scope, {
    moved: wake,
    sticks: homes.sticks,
    soon,
    now: () => use,
    find: (element) => all.get(element),
  });

  const sight = new IntersectionObserver(
    scope.guard((entries: readonly IntersectionObserverEntry[]) => {
      for (const { target, isIntersecting } of entries) {
        const placed = all.get(target);
        if (placed) placed.near = isIntersecting;
      }
      draw();
    }),
    { rootMargin: `${AHEAD}px` },
  );
  const sizes = new ResizeObserver(wake);

  function wake(): void {
    still = 0;
    frame ||= requestAnimationFrame(chase);
  }

  const chase = scope.guard(() => {
    frame = 0;
    still = draw() ? 0 : still + 1;
    if (still < STILL) frame = requestAnimationFrame(chase);
  });

  /** Out: whether anything moved. */
  function draw(): boolean {
    const now = performance.now();
    if (now - looked > NET) {
      looked = now;
      homes.forget();
      for (const placed of all.values()) placed.at = "";
    }
    return drawAll([...all.values()].filter(({ near, mark, button }) => near && (mark.show !== "focus" || button)));
  }

  function drawAll(some: readonly Placed[]): boolean {
    const fresh = some.filter(({ at }) => !at);
    for (const placed of fresh) placed.ground = homes.survey(placed.target);
    for (const placed of fresh) settle(placed, homes.open(placed.ground as Ground, placed.mark.theme));
    const boxes = new Map<Element, DOMRect>();
    const box = (element: Element): DOMRect => {
      const known = boxes.get(element) ?? element.getBoundingClientRect();
      boxes.set(element, known);
      return known;
    };
    const writes = some.map((placed) => measure(placed, box));
    for (const write of writes) write?.();
    return writes.some((write) => write);
  }

  function settle(placed: Placed, home: Home): void {
    if (placed.home && placed.home !== home) forgetButton(placed);
    placed.home = home;
  }

  /** Reads. Out: what is to be written; undefined where it stands as it should. */
  function measure(placed: Placed, boxOf: (element: Element) => DOMRect): (() => void) | undefined {
    const { target, mark, at, home } = placed;
    // One that was just replaced is nowhere: its mark waits where it stands.
    if (!target.isConnected || !home) return;
    const whole = boxOf(target);
    const from = boxOf(home.element);
    // Outside the window nobody can tell what lies there.
    const isSeen = whole.top >= 0 && whole.bottom <= innerHeight;
    const now = [whole.x - from.x, whole.y - from.y, whole.width, whole.height, +isSeen].map(Math.round).join();
    if (now === at) return;
    placed.at = now;
    const box =
      target.ownerDocument === document ? cutByAll(whole, placed.ground as Ground, boxOf) : findVisibleBox(target);
    const found = box && (mark.show === "underline" ? findLines(target, box) : findSpot(placed, box, home, isSeen));
    const drawn = JSON.stringify(found?.map(({ x, y, width, height }) => [x - from.x, y - from.y, width, height]));
    if (drawn === placed.drawn) return;
    placed.drawn = drawn;
    const { color } = getComputedStyle(target);
    return () => {
      const button = makeButton(placed);
      button.hidden = !found?.length;
      if (!found?.length) return;
      if (mark.show !== "underline") lay(button, found[0] as Box, from);
      else {
        layLines(button, found, from);
        button.style.color = color;
      }
    };
  }

  function findSpot(placed: Placed, box: Box, { root }: Home, isSeen: boolean): readonly Box[] {
    const room = document.documentElement.clientWidth;
    const side = chooseSpot(box, SIZE, rtl, room, root.host, isSeen, placed.side);
    if (isSeen) placed.side = side;
    return [placeBeside(box, SIZE, side, rtl)];
  }

  function makeButton(placed: Placed): HTMLButtonElement {
    const { mark, home } = placed;
    if (!placed.button) {
      const button = create("button", `mark ${mark.show}`);
      setAttributes(button, {
        type: "button",
        tabindex: "-1",
        "aria-haspopup": "dialog",
        "aria-expanded": "false",
        "aria-label": mark.title,
      });
      scope.listen(
        button,
        "pointerenter",
        ({ pointerType }) => pointerType !== "touch" && soon((it) => it.enter(placed)),
      );
      scope.listen(button, "pointerleave", () => soon((it) => it.enter(undefined)));
      scope.listen(button, "click", ({ detail }) => soon((it) => it.toggle(placed, detail)));
      home?.element.append(button);
      placed.button = button;
    }
    return placed.button;
  }

  /** Its button, wherever its element is. */
  function ensure(placed: Placed): HTMLButtonElement {
    if (!placed.button) {
      placed.at = "";
      drawAll([placed]);
    }
    return makeButton(placed);
  }

  function forgetButton(placed: Placed): void {
    use?.close(placed);
    placed.button?.remove();
    delete placed.button;
    delete placed.drawn;
  }

  function drop(placed: Placed): void {
    sight.unobserve(placed.target);
    forgetButton(placed);
    all.delete(placed.target);
  }

  return {
    show(marks) {
      const now = new Map(marks.map((mark) => [mark.target, mark]));
      for (const placed of [...all.values()]) {
        const mark = now.get(placed.target);
        if (mark && same(mark, placed.mark)) placed.mark = mark;
        else drop(placed);
      }
      for (const [target, mark] of now) {
        if (all.has(target)) continue;
        all.set(target, { mark, target, near: false, at: "" });
        hear(target);
        sight.observe(target);
      }
      sizes.observe(document.documentElement);
    },
    look: wake,
    destroy() {
      scope.end();
      cancelAnimationFrame(frame);
      sight.disconnect();
      sizes.disconnect();
      for (const placed of all.values()) forgetButton(placed);
      homes.destroy();
    },
  };
}

const same = (one: Mark, other: Mark): boolean =>
  one.id === other.id && one.show === other.show && one.title === other.title;
