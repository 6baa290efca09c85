"""What a browser gets of an item: one locale, durations in milliseconds, text as a small node tree, never HTML."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from handrail.conditions.locator import Locator
from handrail.conditions.schema import Condition
from handrail.content.step import Act, Pause, Placement


class Wire(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, validate_by_name=True, validate_by_alias=True, serialize_by_alias=True
    )


def is_unsaid(value: object) -> bool:
    """For `exclude_if`: left out on the wire."""
    return not value


class Var(Wire):
    """Filled in from the person's traits."""

    var: str
    default: str


class TextElement(Wire):
    tag: Literal["p", "strong", "em", "code", "a", "ul", "ol", "li", "br"]
    children: list[TextPart] = []
    href: str | None = None


TextPart = str | Var | TextElement


class CompiledAdvance(Wire):
    on: Literal["next", "click", "change", "key", "event"] | None = None
    when: Condition | None = None
    key: str | None = None
    event: str | None = None


class CompiledOnMissing(Wire):
    after: Annotated[int, Field(description="ms")]
    do: Literal["wait", "skip", "float", "pause", "end"]


class CompiledBranch(Wire):
    if_: Condition | None = Field(default=None, alias="if")
    to: str


class CompiledButton(Wire):
    """Without `label` it has our own word for what it does: Next, Done."""

    label: str | None = None
    do: Act
    tour: str | None = None
    to: str | None = None
    for_: Pause | None = Field(default=None, alias="for")
    url: str | None = None
    article: Annotated[str | None, Field(exclude_if=is_unsaid)] = None
    event: str | None = None


class CompiledMedia(Wire):
    """`src` and `captions` are https addresses, or paths of this server, as in `/v1/content/….png`. `alt` is empty when an image only decorates."""

    kind: Literal["image", "video"]
    src: str
    alt: str
    captions: str | None = None
    captions_locale: str | None = None


class CompiledStep(Wire):
    """`buttons` that were written are all that it has beside Not now; without a label it is our own Next or Done, with Back beside it. `target` is a list, most trusted first, names in this locale; `interaction` is decided; `next` is a list whose first branch that holds wins. `highlights` are ringed, too, each a list as `target` is; `radius` null is the element's own; `quiz` is the id of the one that a step of this type asks."""

    id: str
    type: Literal["spotlight", "tooltip", "modal", "quiz", "slide-out", "banner", "hidden"]
    was: list[str] = []
    page: str | None = None
    if_: Condition | None = Field(default=None, alias="if")
    target: list[Locator] = []
    highlights: list[list[Locator]] = []
    padding: Annotated[int, Field(description="CSS px")] = 6
    radius: Annotated[int, Field(description="CSS px")] | None = None
    title: list[TextPart] = []
    text: list[TextPart] = []
    media: CompiledMedia | None = None
    placement: Placement = "bottom"
    position: Literal["top", "bottom"] = "bottom"
    interaction: Literal["blocked", "open"] = "blocked"
    advance: CompiledAdvance
    on_missing: CompiledOnMissing | None = None
    next: list[CompiledBranch] = []
    buttons: list[CompiledButton] = []
    quiz: Annotated[str | None, Field(exclude_if=is_unsaid)] = None


class CompiledTour(Wire):
    """An announcement is a tour of one step."""

    kind: Literal["tour", "announcement"]
    id: str
    locale: str
    title: str
    theme: str = "default"
    pause_when: Condition | None = None
    steps: list[CompiledStep]


class CompiledStart(Wire):
    """`when` takes in the first step's `page`, so that a tour starts only where it can show. `of`: the item that an event of our own has to be about."""

    on: Literal["page", "event", "manual"]
    when: Condition | None = None
    event: str | None = None
    of: Annotated[str | None, Field(exclude_if=is_unsaid)] = None
    delay: Annotated[int, Field(description="ms")] = 0


class CompiledPalette(Wire):
    surface: str | None = None
    ink: str | None = None
    muted: str | None = None
    line: str | None = None
    accent: str | None = None
    on_accent: str | None = None
    mark: Annotated[str | None, Field(description="The ring and the like: 3:1 to the surface")] = None


class CompiledTheme(Wire):
    """As written, but for the palettes: their accents are those that count."""

    scheme: Literal["auto", "light", "dark"] = "auto"
    accent: str | None = None
    accent_dark: str | None = None
    light: CompiledPalette = CompiledPalette()
    dark: CompiledPalette = CompiledPalette()
    font: str = "inherit"
    radius: Annotated[int, Field(description="CSS px")] | None = None
    width: Annotated[int, Field(description="CSS px")] | None = None


CodeToken = Literal["keyword", "string", "number", "comment", "name", "function", "operator", "punctuation"]
Callout = Literal["note", "tip", "warning"]


class Sparse(Wire):
    """On the wire it has only what is not the default: a long text has a great many of them."""

    @model_serializer(mode="wrap")
    def leave_out_defaults(self, serialise: SerializerFunctionWrapHandler) -> dict[str, Any]:
        defaults = list_defaults(type(self))
        return {name: value for name, value in serialise(self).items() if value != defaults[name]}


@cache
def list_defaults(model: type[BaseModel]) -> Mapping[str, Any]:
    """By name on the wire."""
    return {info.alias or name: info.default for name, info in model.model_fields.items()}


class ArticleElement(Sparse):
    """A piece of an article. `h2` to `h4` have the `id` that links name; an `aside` is a `callout`; a `pre` has `span`s, each a `token` of code in `language`.

    `href` is http(s), mailto, a path of the host, or leads to an item: `article:refunds#how-long`, `tour:first-invoice`, `contact:`.
    `src` and `captions` (of a `video`) are https addresses, or paths of this server, as in `/v1/content/….png`.
    """

    tag: Literal[
        "p", "strong", "em", "del", "code", "a", "ul", "ol", "li", "br", "h2", "h3", "h4", "blockquote", "aside",
        "pre", "span", "table", "thead", "tbody", "tr", "th", "td", "hr", "img", "video",
    ]  # fmt: skip
    children: list[ArticlePart] = []
    id: str | None = None
    href: str | None = None
    callout: Callout | None = None
    language: str | None = None
    token: CodeToken | None = None
    align: Literal["left", "center", "right"] | None = None
    start: Annotated[int | None, Field(description="The first number of an `ol`")] = None
    src: str | None = None
    alt: str | None = None
    captions: str | None = None
    captions_locale: str | None = None


ArticlePart = str | ArticleElement


class CompiledHeading(Wire):
    """`level` is 2 to 4."""

    id: str
    level: int
    text: str


class CompiledArticle(Wire):
    """`summary` is the author's, or else how the article begins. `related` are articles, by id."""

    kind: Literal["article"]
    id: str
    locale: str
    title: str
    summary: str
    topic: str | None = None
    tags: list[str] = []
    related: list[str] = []
    body: list[ArticlePart]
    headings: list[CompiledHeading]


class CompiledSnippet(Wire):
    kind: Literal["snippet"]
    id: str
    locale: str
    title: str
    text: list[ArticlePart] = []
    media: CompiledMedia | None = None


class CompiledTopic(Wire):
    id: str
    title: str
    description: str


TextElement.model_rebuild()
ArticleElement.model_rebuild()
