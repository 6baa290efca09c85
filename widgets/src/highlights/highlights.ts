/** More rings than one: around other elements of the page, with a hole for each where the rest is dimmed. */
import type { SpotlightProps } from "../contract.ts";
import { setAttributes } from "../kit/elements.ts";
import type { Scope } from "../kit/scope.ts";
import { adoptSheets } from "../kit/sheet.ts";
import { createRing, findVisibleBox } from "../step/shared.ts";
import css from "./highlights.css";

export type DrawOthers = (dim: boolean) => void;

/** In: the layer that the first ring is in; `moved` draws all of them. They last as long as the stage. */
export function showHighlights(layer: HTMLElement, step: SpotlightProps, stage: Scope, moved: () => void): DrawOthers {
  const holes = createShape("mask", { id: "hr-holes" });
  const dark = createShape("rect", { width: "100%", height: "100%", mask: "url(#hr-holes)" });
  const shade = createShape("svg", { class: "shade" });
  const rings = step.highlights.map((target) => ({ target, ...createRing() }));
  adoptSheets(layer.getRootNode() as ShadowRoot, css);
  shade.append(holes, dark);
  layer.prepend(shade);
  layer.append(...rings.map(({ element }) => element));
  stage.after(
    () => import("../follow/follow.ts"),
    ({ follow }) => {
      for (const { target } of rings) follow(target, null, stage, moved);
    },
  );
  stage.atEnd(() => {
    layer.classList.remove("several");
    shade.remove();
    for (const { element } of rings) element.remove();
  });
  return (dim) => {
    const paints = rings.map(({ target, drawAround }) => drawAround(target, findVisibleBox(target), step, false));
    for (const paint of paints) paint();
    layer.classList.toggle("several", dim);
    const all = createShape("rect", { width: "100%", height: "100%", fill: "#fff" });
    holes.replaceChildren(all, ...[...layer.querySelectorAll<HTMLElement>(".ring:not([hidden])")].map(cutHole));
  };
}

function cutHole({ style }: HTMLElement): Element {
  const [x = "0", y = "0"] = style.translate.split(" ");
  const rx = style.borderRadius.split(" ")[0] ?? "";
  return createShape("rect", { x, y, width: style.width, height: style.height, rx });
}

function createShape(name: string, attributes: Record<string, string>): Element {
  const shape = document.createElementNS("http://www.w3.org/2000/svg", name);
  setAttributes(shape, attributes);
  return shape;
}
