/**
 * The marks of snippets, all of them: small buttons beside their elements, lines under their text, or nothing until they are asked for.
 * One observer says which elements are near what is seen, and only those have a mark. Whenever something may have moved, all is read that
 * is read, then all is written; a page that scrolls takes its marks along by itself.
 */
import { create, keepInside, openScope, setAttributes } from "../launcher/shared.ts";
import type { Box } from "../step/place.ts";
import { findVisibleBox } from "../step/sight.ts";
import { placeBeside } from "../tooltip/beside.ts";
import type { Mark, MarksHost, MountedMarks, Show } from "./contract.ts";
import { cutByAll, type Ground, PAGE } from "./ground.ts";
import { type Home, makeHomes } from "./homes.ts";
import { lay, layLines } from "./lay.ts";
import { findLines } from "./lines.ts";
import type { Placed } from "./placed.ts";
import { chooseSpot } from "./spot.ts";
import { hearTrees } from "./trees.ts";
import type { Use } from "./use.ts";

/** px that a mark is wide and high. */
const SIZE = 20;
/** Frames without movement that count as rest; and those that are looked at when nothing is known to move. */
const STILL = 3;
const LOOK = 1;
/** ms after which what no frame tells of is looked at, too. */
const NET = 3000;

export function mountMarks(host: MarksHost): MountedMarks {
  const scope = openScope(host.onError);
  const rtl = host.words.direction === "rtl";
  const all = new Map<Element, Placed>();
  const near = new Set<Placed>();
  const owners = new Map<EventTarget | null, Placed>();
  let frame = 0;
  let still = STILL;
  let looked = 0;
  let use: Use | undefined;
  const patterns = { beside: makePattern("beside"), underline: makePattern("underline"), focus: makePattern("focus") };
  const homes = makeHomes(host, scope, (root) => {
    keepInside(scope, root.host);
    scope.listen(root, "keydown", (event) => use?.moveOn(event));
    scope.listen(root, "click", ({ target, detail }) => {
      const placed = owners.get(target);
      if (placed) soon((it) => it.toggle(placed, detail));
    });
    for (const name of ["pointerover", "pointerout"] as const)
      scope.listen(root, name, ({ type, target, pointerType }) => {
        const placed = owners.get(target);
        if (placed && pointerType !== "touch") soon((it) => it.enter(type === "pointerover" ? placed : undefined));
      });
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
    moved: () => wake(),
    sticks: homes.sticks,
    soon,
    now: () => use,
    find: (element) => all.get(element),
  });

  const sight = new IntersectionObserver(
    scope.guard((entries: readonly IntersectionObserverEntry[]) => {
      const come: Placed[] = [];
      for (const { target, isIntersecting } of entries) {
        const placed = all.get(target);
        if (!placed) continue;
        if (!isIntersecting) near.delete(placed);
        else if (near.add(placed)) come.push(placed);
        // What it would cover was not to be seen yet.
        if (!placed.side) placed.at = undefined;
      }
      drawAll(come);
    }),
    { threshold: [0, 1] },
  );
  let width = 0;
  const sizes = new ResizeObserver(() => {
    // It tells of the first one, too.
    const last = width;
    width = innerWidth;
    if (last) wake();
  });

  /** `frames` to look at, at least. */
  function wake(frames = STILL): void {
    still = Math.min(still, STILL - frames);
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
      for (const placed of all.values()) placed.ground = placed.at = undefined;
    }
    return drawAll([...near]);
  }

  function drawAll(some: readonly Placed[]): boolean {
    const fresh = some.filter(({ ground }) => !ground);
    for (const placed of fresh) placed.ground = homes.survey(placed.target);
    for (const placed of fresh) settle(placed, homes.open(placed.ground as Ground, placed.mark.theme));
    const boxes = new Map<Element, Box>();
    const boxOf = (element: Element): Box => {
      const known = boxes.get(element) ?? element.getBoundingClientRect();
      boxes.set(element, known);
      return known;
    };
    const writes = some.map((placed) => measure(placed, boxOf));
    for (const write of writes) write?.();
    return writes.some((write) => write);
  }

  function settle(placed: Placed, home: Home): void {
    if (placed.home && placed.home !== home) forgetButton(placed);
    placed.home = home;
  }

  /** Reads. Out: what is to be written; undefined where it stands as it should. */
  function measure(placed: Placed, boxOf: (element: Element) => Box): (() => void) | undefined {
    const { target, mark, at, home } = placed;
    // One that was just replaced is nowhere: its mark waits where it stands.
    if (!target.isConnected || !home) return;
    const whole = target.getBoundingClientRect();
    const from = boxOf(home.element);
    const now = { x: whole.x - from.x, y: whole.y - from.y, width: whole.width, height: whole.height };
    if (at && isSame(at, now)) return;
    placed.at = now;
    // Outside the window nobody can tell what lies there.
    const isSeen = whole.top >= 0 && whole.bottom <= innerHeight;
    const isIn = target.ownerDocument === document;
    const box = !host.isVisible(target)
      ? null
      : isIn
        ? cutByAll(whole, placed.ground as Ground, boxOf)
        : findVisibleBox(target);
    const found = box && (mark.show === "underline" ? findLines(target, box) : findSpot(placed, box, home, isSeen));
    const drawn = JSON.stringify(found?.map(({ x, y, width, height }) => [x - from.x, y - from.y, width, height]));
    if (drawn === placed.drawn) return;
    placed.drawn = drawn;
    const color = mark.show === "underline" ? getComputedStyle(target).color : "";
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
      const button = patterns[mark.show].cloneNode() as HTMLButtonElement;
      button.setAttribute("aria-label", mark.title);
      owners.set(button, placed);
      sight.observe(placed.target);
      home?.element.append(button);
      placed.button = button;
    }
    return placed.button;
  }

  /** Its button, wherever its element is. */
  function ensure(placed: Placed): HTMLButtonElement {
    const anew = (): void => {
      placed.at = undefined;
      drawAll([placed]);
    };
    if (!placed.button) anew();
    // What a scroller hides would get its mark nowhere.
    if (!placed.drawn) {
      placed.target.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
      anew();
    }
    return makeButton(placed);
  }

  function forgetButton(placed: Placed): void {
    use?.close(placed);
    owners.delete(placed.button ?? null);
    placed.button?.remove();
    delete placed.button;
    delete placed.at;
    delete placed.drawn;
  }

  function drop(placed: Placed): void {
    sight.unobserve(placed.target);
    near.delete(placed);
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
        all.set(target, { mark, target });
        hear(target);
        if (mark.show !== "focus") sight.observe(target);
      }
      sizes.observe(document.documentElement);
      // Laid out by the time that anything is measured; after the page is heard, for it keeps to itself what is pressed in it.
      const seen = marks.find(({ show }) => show !== "focus");
      if (seen) homes.open(PAGE, seen.theme);
    },
    look(anew) {
      if (anew) for (const placed of near) placed.at = undefined;
      wake(LOOK);
    },
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

/** All that a mark of a kind has in common. */
function makePattern(show: Show): HTMLButtonElement {
  const button = create("button", `mark ${show}`);
  const popup = { "aria-haspopup": "dialog", "aria-expanded": "false" };
  setAttributes(button, { type: "button", tabindex: "-1", ...popup });
  return button;
}

/** To half a pixel. */
const isSame = (one: Box, other: Box): boolean =>
  isClose(one.x, other.x) &&
  isClose(one.y, other.y) &&
  isClose(one.width, other.width) &&
  isClose(one.height, other.height);
const isClose = (one: number, other: number): boolean => Math.abs(one - other) < 0.5;

const same = (one: Mark, other: Mark): boolean =>
  one.id === other.id && one.show === other.show && one.title === other.title;
