"""An article's node tree in, HTML out: escaped by construction, and well-formed whatever the tree. Pure.

What may not stand where it stands (a paragraph in a heading, a link in a link) gives its words alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from handrail.content.compiled import ArticleElement, ArticlePart
from handrail.help.site.words import Words

TEXT = ""
PHRASING = frozenset({TEXT, "strong", "em", "del", "code", "a", "br", "span", "img", "video"})
BLOCKS = frozenset({"p", "ul", "ol", "h2", "h3", "h4", "blockquote", "aside", "pre", "hr", "table"})
FLOW = PHRASING | BLOCKS
# What each may hold (HTML, 4: the content models, as far as articles have them). Others hold nothing.
HOLDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("p", "strong", "em", "del", "span", "a", "h2", "h3", "h4", "th", "td"), PHRASING),
    **dict.fromkeys(("code", "pre"), PHRASING - {"img", "video", "code"}),
    **dict.fromkeys(("li", "blockquote", "aside"), FLOW),
    **dict.fromkeys(("ul", "ol"), frozenset({"li"})),
    "table": frozenset({"thead", "tbody"}),
    **dict.fromkeys(("thead", "tbody"), frozenset({"tr"})),
    "tr": frozenset({"th", "td"}),
}
NOT_IN_LINKS = frozenset({"a", "video"})
# Neither has a page of its own in the app: the same article leads there.
OPENS_IN_THE_APP = ("quiz:", "checklist:")
# What a policy may name: nothing that would end the list or widen it (CSP 3, 2.3.1).
ORIGIN = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?")
Follow = Callable[[str], str | None]


def render_article(parts: Sequence[ArticlePart], words: Words, follow: Follow, base: str = "") -> Markup:
    """`follow` says where a link that an author wrote leads to here, `None` for nowhere; `base` is where the app is mounted."""
    return Renderer(words, follow, base).write(parts, FLOW)


class Renderer:
    def __init__(self, words: Words, follow: Follow, base: str) -> None:
        self.words = words
        self.follow = follow
        self.base = base

    def write(self, parts: Sequence[ArticlePart], allowed: frozenset[str]) -> Markup:
        return Markup("").join(self.write_part(part, allowed) for part in parts)

    def write_part(self, part: ArticlePart, allowed: frozenset[str]) -> Markup:
        if isinstance(part, str):
            return escape(part) if TEXT in allowed else Markup("")
        if part.tag not in allowed:
            return self.write(part.children, allowed)
        barred = NOT_IN_LINKS if part.tag == "a" else NOT_IN_LINKS - allowed if TEXT in allowed else frozenset()
        inside = self.write(part.children, HOLDS.get(part.tag, frozenset()) - barred)
        return self.write_element(part, inside)

    def write_element(self, part: ArticleElement, inside: Markup) -> Markup:
        match part.tag:
            case "br" | "hr":
                return element(part.tag)
            case "img":
                return element("img", src=self.address(part.src), alt=part.alt or "", loading="lazy")
            case "video":
                return self.write_video(part)
            case "a":
                return self.write_link(part, inside)
            case "h2" | "h3" | "h4":
                return element(part.tag, inside, id=part.id)
            case "ol":
                return element("ol", inside, start=None if part.start in (None, 1) else str(part.start))
            case "th":
                return element("th", inside, scope="col", class_=align(part))
            case "td":
                return element("td", inside, class_=align(part))
            case "span":
                return element("span", inside, class_=f"token-{part.token}" if part.token else None)
            case "pre":
                # Whoever has no mouse scrolls it as well (WCAG 2.1.1), and code is read from left to right.
                return element("pre", element("code", inside), tabindex="0", dir="ltr")
            case "table":
                return element(
                    "div",
                    element("table", inside),
                    class_="scroll",
                    role="group",
                    tabindex="0",
                    aria_label=self.words.table,
                )
            case "aside":
                return self.write_callout(part, inside)
        return element(part.tag, inside)

    def write_link(self, part: ArticleElement, inside: Markup) -> Markup:
        href = part.href or ""
        address = self.follow(href)
        link = inside if address is None else element("a", inside, href=address)
        opens = href.startswith(OPENS_IN_THE_APP)
        if not opens and not href.startswith("tour:"):
            return link
        how = self.words.opens_in_the_app if opens else self.words.in_the_app
        return link + Markup(" ") + element("small", escape(how))

    def write_callout(self, part: ArticleElement, inside: Markup) -> Markup:
        kind = part.callout or "note"
        title = element("p", escape(getattr(self.words, kind)), class_="callout-title")
        return element("div", title + inside, class_=f"callout {kind}", role="note")

    def write_video(self, part: ArticleElement) -> Markup:
        track = Markup("")
        if part.captions:
            track = element(
                "track", kind="captions", src=self.address(part.captions), srclang=part.captions_locale, default=""
            )
        return element(
            "video", track, src=self.address(part.src), controls="", preload="metadata", aria_label=part.alt or None
        )

    def address(self, src: str | None) -> str:
        """Of a stored file, or of one elsewhere. Anything else is no address of a picture."""
        src = src or ""
        return self.base + src if src.startswith("/v1/content/") else src if src.startswith("https://") else ""


def element(name: str, inside: Markup | None = None, **attributes: str | None) -> Markup:
    """Without `inside` it is void. An attribute that is `None` is left out; `class_` and `aria_label` are written as HTML does."""
    written = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), value)
        for key, value in attributes.items()
        if value is not None
    )
    opened = Markup("<{}{}>").format(name, written)
    return opened if inside is None else opened + inside + Markup("</{}>").format(name)


def align(part: ArticleElement) -> str | None:
    return f"align-{part.align}" if part.align else None


def find_origins(parts: Sequence[ArticlePart]) -> set[str]:
    """Where its images and videos come from, other than from us: a page's policy has to name them."""
    found: set[str] = set()
    for part in parts:
        if isinstance(part, ArticleElement):
            if part.src and part.src.startswith("https://"):
                found.add("https://" + re.split(r"[/?#\\]", part.src[8:])[0])
            found |= find_origins(part.children)
    return {origin for origin in found if ORIGIN.fullmatch(origin)}
