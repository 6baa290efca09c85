/**
 * A sheet of glass over the page, with a ring around what is pointed at. It is a frame, for what happens in a frame is heard by nobody
 * outside of it: the host gets no click, no key and no movement of the pointer. Keys work wherever the focus is, and the host keeps that.
 */
import { create, setAttributes } from "../kit/elements.ts";
import { lower, raise } from "../kit/layer.ts";
import { openScope } from "../kit/scope.ts";
import { adoptSheets } from "../kit/sheet.ts";
import { applyTheme } from "../kit/theme.ts";
import tokens from "../kit/tokens.css";
import type { MountedShield, ShieldProps, Way } from "./contract.ts";
import css from "./pick.css";

const HELP = "Point at an element and click. Or Tab and the arrow keys, then Enter. Escape leaves.";
const AIR = 3;

export function mountShield(props: ShieldProps): MountedShield {
  const { root, onError } = props;
  const scope = openScope(onError);
  const frame = create("iframe", "glass");
  const ring = create("div", "ring");
  const tag = create("p", "tag");
  const help = create("p", "help", HELP);
  const element = create("div", "shield", frame, ring, tag, help);

  function place(): void {
    const box = props.findBox();
    ring.hidden = !box;
    tag.hidden = !box;
    if (!box) return;
    const { left, top, width, height } = box;
    ring.style.translate = `${left - AIR}px ${top - AIR}px`;
    ring.style.width = `${width + 2 * AIR}px`;
    ring.style.height = `${height + 2 * AIR}px`;
    // Below it, or above where there is no room; never out of sight.
    const below = top + height + 2 * AIR;
    const fits = below + tag.offsetHeight < innerHeight;
    const y = Math.max(0, fits ? below : top - 2 * AIR - tag.offsetHeight);
    const x = Math.max(4, Math.min(left, innerWidth - tag.offsetWidth - 4));
    tag.style.translate = `${x}px ${y}px`;
  }

  /** No key gets to the host; the browser's own do what they do. */
  const onKey = (event: KeyboardEvent): void => {
    const { key, type, ctrlKey, metaKey, altKey } = event;
    event.stopImmediatePropagation();
    if (ctrlKey || metaKey || altKey || /^(F\d+|Page.*|Home|End)$/.test(key)) return;
    event.preventDefault();
    if (type === "keydown") findAct(event, props)?.();
  };

  /** A frame has another document once it has loaded, in some browsers. */
  function listenInside(): void {
    const inside = frame.contentDocument;
    if (!inside) return;
    inside.documentElement.style.cursor = "crosshair";
    scope.listen(inside, "mousemove", ({ clientX, clientY }) => props.onPoint(clientX, clientY));
    // The host keeps its focus, and what closes without it stays open.
    scope.listen(inside, "mousedown", (event) => event.preventDefault());
    scope.listen(inside, "click", ({ clientX, clientY, isTrusted }) => {
      if (isTrusted) props.onPoint(clientX, clientY);
      props.onTake();
    });
    scope.listen(inside as unknown as EventTarget, "keydown", onKey);
  }

  scope.guard(() => {
    adoptSheets(root, tokens, css);
    setAttributes(frame, { title: "Point at an element", tabindex: "-1" });
    setAttributes(tag, { role: "status" });
    setAttributes(element, { role: "region", "aria-label": "Point at an element", lang: "en", dir: "ltr" });
    applyTheme(scope, [element], null);
    root.append(element);
    raise(element);
    scope.listen(frame, "load", listenInside);
    listenInside();
    for (const type of ["keydown", "keyup"] as const) scope.listen(window, type, onKey, { capture: true });
    scope.listen(document, "scroll", place, { capture: true, passive: true });
    scope.listen(window, "resize", place);
    place();
  })();

  return {
    show: scope.guard((said: string) => {
      tag.textContent = said;
      place();
    }),
    raise: scope.guard(() => {
      lower(element);
      raise(element);
      place();
    }),
    destroy: () => {
      scope.end();
      lower(element);
      element.remove();
    },
  };
}

const WAYS: Readonly<Record<string, Way>> = {
  ArrowUp: "outer",
  ArrowDown: "inner",
  ArrowLeft: "previous",
  ArrowRight: "next",
};

function findAct({ key, shiftKey }: KeyboardEvent, props: ShieldProps): (() => void) | null {
  if (key === "Escape") return props.onLeave;
  if (key === "Enter") return props.onTake;
  const way = key === "Tab" ? (shiftKey ? "previous" : "next") : WAYS[key];
  return way ? () => props.onMove(way) : null;
}
