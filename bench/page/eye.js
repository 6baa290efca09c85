/**
 * Sees when a card is painted and when it stands still, in the same way for all.
 *
 * `see(act, title)` acts in a task right after a frame, and looks at every frame from then on, where all is laid out and nothing yet
 * painted (a ResizeObserver of our own that each frame wakes): that costs no layout of its own. The card is *painted* in the first frame
 * in which it has a size, is not transparent and says `title`; it is *settled* in the first frame of those in which it no longer moves,
 * grows or fades. Times are ms from the act to the first task after that frame; frames are counted from 1.
 */
const STILL = 450;
const PATIENCE = 8000;

const probe = document.createElement("div");
probe.style.cssText =
  "position: fixed; contain: strict; inset: 0 auto auto 0; height: 1px; width: 1px; visibility: hidden";

let onFrame = () => {};
const { port1, port2 } = new MessageChannel();
port1.onmessage = () => onFrame("after");

function tick() {
  probe.style.width = probe.style.width === "1px" ? "2px" : "1px";
  requestAnimationFrame(tick);
}

function begin() {
  document.documentElement.append(probe);
  new ResizeObserver(() => {
    onFrame("laid out");
    port2.postMessage(0);
  }).observe(probe);
  requestAnimationFrame(tick);
}

/** How the card would be painted now, or null. */
function look(title) {
  const card = window.adapter.find();
  if (!card?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return null;
  const { x, y, width, height } = card.getBoundingClientRect();
  if (!width || !height || x + width <= 0 || y + height <= 0 || x >= innerWidth || y >= innerHeight) return null;
  if (!card.textContent.includes(title)) return null;
  const { opacity } = getComputedStyle(card);
  return [x, y, width, height].map((length) => Math.round(length)).join() + opacity;
}

const nextFrame = () =>
  new Promise((resolve) => {
    onFrame = (when) => when === "after" && resolve();
  });

const long = [];
new PerformanceObserver((list) => long.push(...list.getEntries())).observe({ type: "longtask" });

async function see(act, title) {
  for (let left = 3; left; left--) await nextFrame();
  const begun = performance.now();
  performance.mark("bench:begun");
  window.adapter[act]();
  const called = performance.now() - begun;
  const seen = { called, painted: 0, settled: 0, frames: 0, long: 0 };
  await new Promise((resolve, reject) => {
    let frames = 0;
    let now = null;
    let before = null;
    let isNew = false;
    onFrame = (when) => {
      const passed = performance.now() - begun;
      if (when === "laid out") {
        frames += 1;
        now = look(title);
        isNew = now !== before;
        before = now;
      } else if (!now || isNew) {
        seen.settled = passed;
        if (now && !seen.frames) {
          performance.mark("bench:painted");
          Object.assign(seen, { painted: passed, frames });
        }
        isNew = false;
        if (passed > PATIENCE) reject(new Error(`No card says "${title}".`));
      } else if (passed - seen.settled > STILL) resolve();
    };
  });
  onFrame = () => {};
  performance.mark("bench:over");
  await new Promise((resolve) => setTimeout(resolve)); // The browser tells of long tasks in a task of its own.
  const until = begun + seen.settled;
  const mine = long.filter(({ startTime, duration }) => startTime + duration > begun && startTime < until);
  seen.long = mine.reduce((total, { duration }) => total + duration, 0);
  return seen;
}

/** Without looking at frames, so that nothing but the tour is there: `times` tours, each from start to end by way of its next step. */
async function repeat(times) {
  const wait = async (holds) => {
    for (let left = 600; !holds(); left--) {
      if (!left) throw new Error("It did not come to that.");
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  };
  const says = (title) => () => window.adapter.find()?.textContent.includes(title);
  for (; times; times--) {
    window.adapter.start();
    await wait(says("Start here"));
    window.adapter.next();
    await wait(says("Find one again"));
    window.adapter.end();
    await wait(() => !window.adapter.find());
  }
}

window.eye = { begin, see, repeat };
