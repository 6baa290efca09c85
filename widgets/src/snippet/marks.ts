/**
 * The marks of snippets, all of them: small buttons beside their elements, lines under their text, or nothing until they are asked for.
 * One observer says which elements are near what is seen, and only those have a mark. Whenever something may have moved, all is read that
 * is read, then all is written; a page that scrolls takes its marks along by itself.
 */
import { create, openScope, setAttributes } from "../launcher/shared.ts";
import type { Box } from "../step/place.ts";
import { findVisibleBox } from "../step/sight.ts";
import { placeBeside, type Side } from "../tooltip/beside.ts";
import type { Mark, MarksHost, MountedMarks } from "./contract.ts";
import { type Home, makeHomes } from "./homes.ts";
import { lay, layLines } from "./lay.ts";
import { findLines } from "./lines.ts";
import { makeOpener } from "./open.ts";
import { chooseSpot } from "./spot.ts";
import type { Stops } from "./stops.ts";
import { hearTrees } from "./trees.ts";

/** px that a mark is wide and high, and that it comes before its element is seen. */
const SIZE = 20;
const AHEAD = 200;
/** Frames without movement that count as rest. */
const STILL = 6;
/** ms after which what no frame tells of is looked at, too. */
const NET = 1000;

/** A mark with what is known of it. */
export interface Placed {
  mark: Mark;
  readonly target: Element;
  near: boolean;
  home?: Home;
  button?: HTMLButtonElement;
  side?: Side;
  /** Where its element was, and where that has put it. */
  at: string;
}

export function mountMarks(host: MarksHost): MountedMarks {
  const scope = openScope(host.onError);
  const rtl = host.words.direction === "rtl";
  const all = new Map<Element, Placed>();
  let frame = 0;
  let still = STILL;
  let looked = 0;
  let stops: Stops | undefined;
  const homes = makeHomes(host, scope, (root) => {
    opener.begin(root);
    scope.listen(root, "keydown", (event) => stops?.moveOn(event));
  });
  const opener = makeOpener(host, scope, ensure);
  const hear = hearTrees(scope, {
    moved: wake,
    sticks: homes.sticks,
    opener,
    move: (event) => stops?.move(event),
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
  // Nobody tabs to what is not there yet.
  scope.after(
    () => import("./stops.ts"),
    ({ makeStops }) => {
      stops = makeStops(all, opener, ensure);
    },
  );

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
    const making = some
      .filter(({ at }) => !at)
      .map((placed) => [placed, homes.find(placed.target, placed.mark.theme)] as const);
    for (const [placed, make] of making) settle(placed, make());
    const origins = new Map<Home, DOMRect>();
    const writes = some.map((placed) => {
      const home = placed.home as Home;
      const origin = origins.get(home) ?? home.element.getBoundingClientRect();
      origins.set(home, origin);
      return measure(placed, origin);
    });
    for (const write of writes) write?.();
    return writes.some((write) => write);
  }

  function settle(placed: Placed, home: Home): void {
    if (placed.home && placed.home !== home) forgetButton(placed);
    placed.home = home;
  }

  /** Reads. Out: what is to be written; undefined where it stands as it should. */
  function measure(placed: Placed, from: DOMRect): (() => void) | undefined {
    const { target, mark, at, home } = placed;
    // One that was just replaced is nowhere: its mark waits where it stands.
    if (!target.isConnected) return;
    const { x, y, width, height } = target.getBoundingClientRect();
    const now = [x - from.x, y - from.y, width, height].map(Math.round).join();
    if (now === at) return;
    placed.at = now;
    const box = findVisibleBox(target);
    const found = box && (mark.show === "underline" ? findLines(target, box) : findSpot(placed, box, home));
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

  function findSpot(placed: Placed, box: Box, home: Home | undefined): readonly Box[] {
    const room = document.documentElement.clientWidth;
    placed.side = chooseSpot(box, SIZE, rtl, room, home?.root.host, placed.side);
    return [placeBeside(box, SIZE, placed.side, rtl)];
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
      opener.hear(placed, button);
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
    opener.close(placed);
    placed.button?.remove();
    delete placed.button;
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
