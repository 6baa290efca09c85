"""A foreign tour in, a tour that `validate` lets pass out, whatever was in it. What had to be changed for that is told."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

from handrail.conditions.locator import Locator
from handrail.conditions.schema import Url
from handrail.content.importing.names import make_slug
from handrail.content.importing.tours.foreign import ForeignButton, ForeignStep, ForeignTour
from handrail.content.importing.tours.notes import Notes
from handrail.content.importing.tours.selectors import is_css, is_page, read_selector
from handrail.content.importing.tours.words import (
    Block,
    Image,
    Piece,
    Words,
    clean,
    clean_line,
    read_plain,
    say_plain,
    split_pieces,
    write_title,
    write_words,
)
from handrail.content.media import is_remote
from handrail.content.startable import Start
from handrail.content.step import (
    NEXT,
    Advance,
    Button,
    Media,
    Modal,
    OnMissing,
    ShownStep,
    SlideOut,
    Spotlight,
    Tooltip,
)
from handrail.content.tour import Tour
from handrail.content.validation.flow import END, leaves, list_ways, reach
from handrail.content.validation.references import is_safe_address

LONGEST_TITLE, LONGEST_TEXT, LONGEST_LABEL, LONGEST_ID = 200, 4_000, 60, 40
MOST_STEPS, MOST_BUTTONS, MOST_HIGHLIGHTS = 100, 3, 5
SENTENCE = re.compile(r"(?<=[.!?。！？])\s+|\n")
WHERE = "it is a dialog in the middle of the page now; give it a target"


@dataclass
class Builder:
    """Of one tour. `taken` are the ids that other items have."""

    tour: ForeignTour
    notes: Notes
    taken: Collection[str]
    ids: dict[int, str] = field(default_factory=dict)
    """Of each step, by its place."""

    def build(self) -> Tour | None:
        steps = self.tour.steps
        if len(steps) > MOST_STEPS:
            problem = f"the tour has {len(steps):,} steps"
            self.notes.tell(steps[MOST_STEPS].line, problem, f"the first {MOST_STEPS} are taken; make several of it")
            steps = self.tour.steps = steps[:MOST_STEPS]
        if not steps:
            return None
        titles = [self.split_title(step, index) for index, step in enumerate(steps)]
        for index, step in enumerate(steps):
            self.ids[index] = self.choose_step_id(step, say_plain(titles[index][0]), index)
        built = [self.build_step(step, self.ids[index], *titles[index]) for index, step in enumerate(steps)]
        id_ = choose_id(make_slug(self.tour.id)[:LONGEST_ID].strip("-") or "tour", self.taken)
        tour = Tour(
            kind="tour",
            id=id_,
            title=clean_line(self.tour.title, LONGEST_TITLE) or clean_line(id_.replace("-", " ").capitalize(), 200),
            start=self.build_start(),
            frequency="until-completed" if self.tour.until_completed else "once",
            steps=list(built),
        )
        return self.let_through(tour, built)

    def build_start(self) -> Start:
        pages = [
            page for one in self.tour.start if (page := "*" if one == "*" else self.read_page(one, self.tour.line))
        ]
        if not pages:
            line = self.tour.started_at or self.tour.line
            fix = "call handrail.start with its id there, or say in start where it begins by itself"
            self.notes.tell(line, "the tour is started by code", fix)
            return Start(on="manual")
        return Start() if "*" in pages else Start(when=Url(url=pages if len(pages) > 1 else pages[0]))

    def split_title(self, step: ForeignStep, index: int) -> tuple[Words, Words]:
        """A step of ours always has a title: without one, its first sentence is."""
        title, text = step.title or Words(), step.text or Words()
        if say_plain(title).strip():
            return title, text
        if not text.blocks:
            self.notes.tell(step.line, "the step says nothing", "write its title and text")
            return read_plain(f"Step {index + 1}"), text
        first = text.blocks[0]
        said = "".join(piece.text for piece in first.pieces)
        sentence, rest = [*SENTENCE.split(said, maxsplit=1), ""][:2]
        if not any(character.isalnum() for character in rest):
            sentence = said.strip()
        if len(sentence) > 120:
            self.notes.tell(step.line, "the step has no title", "write one that says it in a few words")
            return read_plain(f"Step {index + 1}"), text
        self.notes.tell(step.line, "the step has no title", "its first sentence is the title now")
        before, after = split_pieces(first.pieces, len(sentence))
        blocks = (Block(after, first.kind), *text.blocks[1:]) if after else text.blocks[1:]
        return Words((Block(drop_strong(before)),)), Words(blocks, text.images)

    def choose_step_id(self, step: ForeignStep, title: str, index: int) -> str:
        wanted = make_slug(step.id) or make_slug(title) or f"step-{index + 1}"
        return choose_id(wanted[:LONGEST_ID].strip("-") or f"step-{index + 1}", self.ids.values())

    def build_step(self, step: ForeignStep, id_: str, title: Words, text: Words) -> ShownStep:
        said: dict[str, Any] = {
            "id": id_,
            "page": self.read_page(step.page, step.line) or None,
            "title": self.write_title(title, step.line),
            "text": self.write_text(text, step.line),
            "media": self.read_media((*title.images, *text.images), step.line),
            "buttons": self.build_buttons(step),
        }
        target = self.read_target(step.selector, step.line)
        if target is None and (says := clean_line(step.says, 500)):
            target = [Locator(text=says)]
        if target is None or step.kind in ("modal", "slide-out"):
            if step.advance:
                self.notes.tell(
                    step.line, f"a step without a target can't wait for a {step.advance}", "it has Next now"
                )
            if step.kind == "slide-out":
                return SlideOut(type="slide-out", **said)
            return Modal(type="modal", **said)
        advance = Advance(on=step.advance, when=step.advance_when) if step.advance or step.advance_when else NEXT
        said |= {
            "target": target if len(target) > 1 else target[0],
            "placement": step.placement or "bottom",
            "advance": advance,
            "on_missing": self.read_missing(step),
        }
        if step.kind == "tooltip":
            return Tooltip(type="tooltip", **said)
        return Spotlight(
            **said,
            interaction="open" if advance is not NEXT and step.interaction == "blocked" else step.interaction,
            padding=clip(step.padding, 6),
            radius=None if step.radius is None else clip(step.radius, 0),
            highlights=self.read_highlights(step),
        )

    def read_target(self, selector: str, line: int) -> list[Locator] | None:
        if not selector.strip() or is_page(selector):
            return None
        if not is_css(selector):
            self.notes.tell(line, f"the target can't be taken: {clean_line(selector, 40)}", WHERE)
            return None
        return read_selector(selector)

    def read_highlights(self, step: ForeignStep) -> list[Locator | list[Locator]]:
        found = [self.read_target(one, step.line) for one in step.highlights]
        kept: list[Locator | list[Locator]] = [one if len(one) > 1 else one[0] for one in found if one]
        if len(kept) > MOST_HIGHLIGHTS:
            self.notes.tell(
                step.line, f"{len(kept)} elements are highlighted", f"the first {MOST_HIGHLIGHTS} are taken"
            )
        return kept[:MOST_HIGHLIGHTS]

    def read_missing(self, step: ForeignStep) -> OnMissing:
        after = f"{min(max(int(step.waits), 1), 600_000)}ms" if step.waits else "8s"
        if step.waits and step.waits >= 1_000 and step.waits % 1_000 == 0:
            after = f"{min(int(step.waits) // 1_000, 600)}s"
        return OnMissing(after=after, do="skip" if step.skips_missing else "pause")

    def read_page(self, page: str, line: int) -> str:
        """A path, decoded; empty for what is none."""
        if not page:
            return ""
        path = unquote(re.sub(r"^https?://[^/?#]*", "", clean(page).strip())).partition("?")[0].partition("#")[0]
        if (
            not path.startswith(("/", "*"))
            or len(path) > 500
            or re.search("%[0-9A-Fa-f]{2}", path)
            or not path.isprintable()
        ):
            self.notes.tell(line, f"{clean_line(page, 60)} is no path", "left out; say in page where the step belongs")
            return ""
        return path

    def write_title(self, title: Words, line: int) -> str:
        pieces = [piece for block in title.blocks for piece in block.pieces]
        text, cut = write_title(pieces, LONGEST_TITLE)
        if cut:
            self.notes.tell(
                line, f"the title has more than {LONGEST_TITLE} characters", "it is cut; say it in a few words"
            )
        return text

    def write_text(self, text: Words, line: int) -> str:
        if not text.blocks:
            return ""
        written, cut = write_words(text, LONGEST_TEXT)
        if cut:
            self.notes.tell(
                line, f"the text has more than {LONGEST_TEXT:,} characters", "it is cut; make several steps of it"
            )
        return written

    def read_media(self, images: tuple[Image, ...], line: int) -> Media | None:
        media = None
        for image in images:
            address = clean_line(image.src, 60) or "without an address"
            if media is not None or not is_remote(image.src) or len(image.src) > 500:
                what = "a step has one image" if media else "put the file beside the tour and name it in media"
                self.notes.tell(line, f"the image {address}", f"left out; {what}")
                continue
            alt = clean_line(image.alt, 500)
            if not alt:
                self.notes.tell(
                    line,
                    f"the image {address} says nothing to those who do not see it",
                    "say in media.alt what it shows",
                )
            media = Media(image=image.src, alt=alt)
        return media

    def build_buttons(self, step: ForeignStep) -> list[Button]:
        built = [button for one in step.buttons if (button := self.build_button(one))]
        if len(built) > MOST_BUTTONS:
            problem = f"the step has {len(built)} buttons"
            self.notes.tell(step.line, problem, f"{MOST_BUTTONS} are taken; the × and Back are there without")
            built.sort(key=lambda button: button.do in ("back", "dismiss"))
        return built[:MOST_BUTTONS]

    def build_button(self, button: ForeignButton) -> Button | None:
        label = clean_line(button.label, LONGEST_LABEL)
        if not label:
            return None
        if button.do == "link":
            if not is_safe_address(button.url) or len(button.url) > 2_000:
                self.notes.tell(
                    button.line,
                    f'"{label}" leads to {clean_line(button.url, 60)}',
                    "left out; a path of the site, https://… or mailto:…",
                )
                return None
            return Button(label=label, do="link", url=button.url)
        if button.do == "go":
            to = next(
                (self.ids[index] for index, step in enumerate(self.tour.steps) if (step.key or step.id) == button.to),
                None,
            )
            if to is None:
                self.notes.tell(
                    button.line, f'"{label}" leads to a step "{clean_line(button.to, 40)}" that is not here', "left out"
                )
                return None
            return Button(label=label, do="go", to=to)
        return Button(label=label, do=button.do)

    def let_through(self, tour: Tour, steps: list[ShownStep]) -> Tour:
        """Each step is reached, and from each the tour can end: where buttons keep it from that, Next is there instead."""
        for _ in range(2 * len(steps)):
            ways = {step.id: set(list_ways(tour, index)) for index, step in enumerate(steps)}
            reached = reach(ways, steps[0].id)
            stuck = next((index for index, step in enumerate(steps) if not leaves(step)), None)
            if stuck is None:
                unreached = next((index for index, step in enumerate(steps) if step.id not in reached), None)
                stuck = None if unreached is None else unreached - 1
            if stuck is None:
                stuck = next(
                    (at for at, step in enumerate(steps) if step.buttons and END not in reach(ways, step.id)), None
                )
            if stuck is None:
                return tour
            self.notes.tell(
                self.tour.steps[stuck].line,
                "no button of the step leads on to the rest of the tour",
                "it has Next now, and the × to leave",
            )
            steps[stuck] = steps[stuck].model_copy(update={"buttons": []})
            tour = tour.model_copy(update={"steps": steps})
        return tour


def choose_id(wanted: str, taken: Collection[str]) -> str:
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"


def drop_strong(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A title is strong as a whole."""
    return tuple(replace(piece, strong=False) for piece in pieces) if all(piece.strong for piece in pieces) else pieces


def clip(number: float | None, otherwise: int) -> int:
    return otherwise if number is None or number != number else round(min(max(number, 0), 40))
