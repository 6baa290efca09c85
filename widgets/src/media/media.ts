/**
 * An image or a video in a card. In: its addresses and words; out: an element that keeps its size while it loads. What cannot be shown,
 * because it is broken or the host's policy forbids it, is a link with the same words.
 */
import type { Media } from "../contract.ts";
import { create, setAttributes } from "../kit/elements.ts";
import type { Scope } from "../kit/scope.ts";
import { adoptSheets } from "../kit/sheet.ts";
import { createLink } from "../kit/text.ts";
import css from "./media.css";

/** px across that a card can show on a screen of high density. */
const MOST = 840;

export function showMedia(slot: HTMLElement, media: Media, scope: Scope): void {
  adoptSheets(slot.getRootNode() as ShadowRoot, css);
  slot.replaceChildren();
  const giveLink = scope.guard(() => {
    const link = media.alt && createLink(media.src);
    if (link) link.append(media.alt);
    slot.replaceChildren(...(link ? [link] : []));
    slot.hidden = !link;
  });
  // Ours come as sync does, by `connect-src`: no `img-src` is asked, so none refuses, and none reports that it did.
  const isOurs = new URL(media.src, location.href).origin === new URL(import.meta.url).origin;
  if (media.kind === "video") slot.append(createVideo(media, scope, giveLink));
  else if (isOurs)
    scope.after(
      () => drawImage(media, slot),
      () => {},
      giveLink,
    );
  else slot.append(createImage(media, scope, giveLink));
}

async function drawImage({ src, alt }: Media, slot: HTMLElement): Promise<void> {
  const canvas = create("canvas");
  setAttributes(canvas, alt ? { role: "img", "aria-label": alt } : { "aria-hidden": "true" });
  slot.append(canvas);
  const answer = await fetch(src, { credentials: "omit" });
  const bitmap = await createImageBitmap(await answer.blob());
  const scale = Math.min(1, MOST / bitmap.width);
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  const context = canvas.getContext("2d");
  if (context) {
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  }
  bitmap.close();
}

function createImage({ src, alt }: Media, scope: Scope, giveLink: () => void): HTMLElement {
  const image = create("img");
  scope.listen(image, "error", giveLink);
  setAttributes(image, { alt, src, decoding: "async", referrerpolicy: "no-referrer" });
  return image;
}

function createVideo({ src, alt, captions, captions_locale }: Media, scope: Scope, giveLink: () => void): HTMLElement {
  const video = create("video");
  scope.listen(video, "error", giveLink);
  setAttributes(video, { controls: "", preload: "none", playsinline: "", crossorigin: "anonymous", "aria-label": alt });
  if (captions) {
    const track = create("track");
    const srclang = captions_locale ?? "";
    setAttributes(track, { kind: "captions", src: captions, srclang, label: nameLanguage(srclang), default: "" });
    video.append(track);
  }
  setAttributes(video, { src });
  return video;
}

/** In its own words, for whoever chooses captions. */
function nameLanguage(locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(locale) ?? locale;
  } catch {
    return locale; // Not a language that the browser knows the form of.
  }
}
