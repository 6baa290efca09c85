// Looks at a page from a world of its own, where no script of the page reaches: what the page did to the built-ins does not matter here.
const eyes = (() => {
  const isOurs = (element) => element.matches("[data-handrail]");

  /** Shadow trees and frames included, ours left out unless asked for. */
  function* walk(root, ours = false) {
    for (const element of root.querySelectorAll("*")) {
      if (!ours && isOurs(element)) continue;
      yield element;
      if (element.shadowRoot) yield* walk(element.shadowRoot, ours);
      const inner = element.localName === "iframe" && element.contentDocument;
      if (inner) yield* walk(inner, ours);
    }
  }

  function find(selector, ours = false) {
    for (const element of walk(document, ours)) if (element.matches(selector)) return element;
    return null;
  }

  /** In the coordinates of our window. */
  function boxOf(element) {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const box = { left, top, right, bottom };
    for (let view = element.ownerDocument.defaultView; view.frameElement && view !== window; view = view.parent) {
      const frame = view.frameElement;
      const at = frame.getBoundingClientRect();
      const [x, y] = [at.left + frame.clientLeft, at.top + frame.clientTop];
      Object.assign(box, { left: box.left + x, right: box.right + x, top: box.top + y, bottom: box.bottom + y });
    }
    return box;
  }

  /** Every element with its attributes, but for those that the host itself keeps changing. */
  function outline(root = document) {
    const lines = [];
    for (const element of walk(root)) {
      if (element.closest("[data-moves]") || element.closest("[data-handrail]")) continue;
      const attributes = [...element.attributes].map(({ name, value }) => `${name}=${value}`);
      lines.push(`${element.localName} ${attributes.join(" ")}`);
    }
    return lines;
  }

  let before = [];
  document.addEventListener("DOMContentLoaded", () => {
    before = outline();
  });
  addEventListener("load", () => {
    for (const { contentDocument } of document.querySelectorAll("iframe")) if (contentDocument) before.push(...outline(contentDocument));
  });

  return {
    /** What of the host is not as it was. */
    touched: () => outline().filter((line) => !before.includes(line)),
    ours: () => [...walk(document, true)].filter(isOurs).length,
    globals: () => Object.keys(window).length,
    focus() {
      let at = document.activeElement;
      for (let inner = at; inner; inner = inner.shadowRoot?.activeElement ?? inner.contentDocument?.activeElement) at = inner;
      return at ? at.dataset.testid || at.getAttribute("aria-label") || at.id || at.textContent.trim() || at.localName : "";
    },
    /** Why the ring is not around the target, or nothing. */
    misfit(selector) {
      const [target, ring, card] = [find(selector), find(".ring", true), find(".card", true)];
      if (!target || !ring || !card || ring.hidden) return `target ${!!target}, ring ${!!ring && !ring.hidden}, card ${!!card}`;
      const [wanted, have, taken] = [target, ring, card].map(boxOf);
      const out = { left: -8, top: -8, right: 8, bottom: 8 };
      const clamp = (side) => Math.min(Math.max(wanted[side] + out[side], 1), (/left|right/.test(side) ? innerWidth : innerHeight) - 1);
      const off = Object.keys(out).filter((side) => Math.abs(have[side] - clamp(side)) > 2);
      const told = JSON.stringify({ wanted, have, taken });
      if (off.length) return `the ring is off at its ${off.join()}: ${told}`;
      const covers = taken.left < wanted.right && wanted.left < taken.right && taken.top < wanted.bottom && wanted.top < taken.bottom;
      const isOut = wanted.right <= 0 || wanted.bottom <= 0 || wanted.left >= innerWidth || wanted.top >= innerHeight;
      return covers ? `the card covers the target: ${told}` : isOut ? `the target is out of sight: ${told}` : "";
    },
    disturb() {
      dispatchEvent(new Event("disturb"));
    },
    /** Nothing came from the network for a while; an answer that nobody reads does not count. */
    isQuiet() {
      const ends = performance.getEntriesByType("resource").map(({ responseEnd }) => responseEnd);
      return document.readyState === "complete" && performance.now() - Math.max(0, ...ends) > 500;
    },
    middleOf(selector) {
      const { left, top, right, bottom } = boxOf(find(selector));
      return [(left + right) / 2, (top + bottom) / 2];
    },
    scroll(selector, by) {
      find(selector)?.scrollBy({ top: by, behavior: "instant" });
    },
  };
})();
