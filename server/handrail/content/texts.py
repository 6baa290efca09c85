"""Which texts of an item can be translated: the item in, each text by its key in a sidecar out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from handrail.content.announcement import Announcement
from handrail.content.article import Article
from handrail.content.checklist import Checklist
from handrail.content.quiz import Choice, Choices, NumberAnswer, Quiz, QuizQuestion, ShortAnswer
from handrail.content.schema import Item, Site
from handrail.content.snippet import Snippet
from handrail.content.step import Media
from handrail.content.survey import FreeText, Poll, Scale, Survey
from handrail.content.tour import Tour

Format = Literal["plain", "title", "text", "linked", "rich", "address"]
"""`title`: emphasis, code and placeholders; `text`: blocks and placeholders; `linked`: that, and links to items; `rich`: written as an article is."""
RICH = {"text", "thanks", "hint", "explanation"}


def tell_format(item: Item, key: str) -> Format:
    """How the text under a key of `texts_of` is written."""
    last = key.rpartition(".")[2]
    if last == "captions":
        return "address"
    match item:
        case Tour() if key.startswith("steps.") and last in ("title", "text"):
            return "text" if last == "text" else "title"
        case Announcement() if key == "text":
            return "linked"
        case Survey() if ".options." in key:
            return "plain"
        case Quiz() | Survey() | Checklist() | Snippet() if last in RICH:
            return "rich"
    return "plain"


def texts_of(item: Item) -> Iterator[tuple[str, str]]:
    """Every text that can be translated, by its key in a sidecar, as `steps.new.title`."""
    match item:
        case Tour():
            yield from texts_of_tour(item)
        case Quiz():
            yield from texts_of_quiz(item)
        case Survey():
            yield from texts_of_survey(item)
        case Checklist():
            yield from texts_of_checklist(item)
        case Announcement():
            yield from texts_of_announcement(item)
        case Snippet():
            yield "title", item.title
            yield from said("text", item.text)
            yield from texts_of_media("media", item.media)
        case Site():
            yield from texts_of_site(item)
        case Article():
            yield "title", item.title
            yield from said("summary", item.summary)
            yield "text", item.text


def said(key: str, text: str | None) -> Iterator[tuple[str, str]]:
    if text:
        yield key, text


def texts_of_quiz(quiz: Quiz) -> Iterator[tuple[str, str]]:
    yield "title", quiz.title
    yield from said("text", quiz.text)
    for question in quiz.questions:
        yield from texts_of_quiz_question(f"questions.{question.id}", question)
    for outcome in quiz.outcomes:
        at = f"outcomes.{outcome.id}"
        yield f"{at}.title", outcome.title
        yield from said(f"{at}.text", outcome.text)
        yield from texts_of_media(f"{at}.media", outcome.media)
        if outcome.action:
            yield f"{at}.action.label", outcome.action.label


def texts_of_quiz_question(at: str, question: QuizQuestion) -> Iterator[tuple[str, str]]:
    yield f"{at}.text", question.text
    yield from said(f"{at}.hint", question.hint)
    yield from said(f"{at}.explanation", question.explanation)
    yield from texts_of_media(f"{at}.media", question.media)
    match question:
        case Choice() | Choices():
            for option in question.options:
                yield f"{at}.options.{option.id}.text", option.text
                yield from said(f"{at}.options.{option.id}.explanation", option.explanation)
                yield from texts_of_media(f"{at}.options.{option.id}.media", option.media)
        case ShortAnswer():
            for index, accepted in enumerate(question.accept):
                yield f"{at}.accept.{index}", accepted
        case NumberAnswer():
            yield from said(f"{at}.unit", question.unit)


def texts_of_survey(survey: Survey) -> Iterator[tuple[str, str]]:
    yield "title", survey.title
    yield from said("text", survey.text)
    for question in survey.questions:
        at = f"questions.{question.id}"
        yield f"{at}.text", question.text
        match question:
            case Scale():
                yield from said(f"{at}.low", question.low)
                yield from said(f"{at}.high", question.high)
            case Poll():
                for option in question.options:
                    yield f"{at}.options.{option.id}.text", option.text
            case FreeText():
                yield from said(f"{at}.placeholder", question.placeholder)
    yield from said("thanks", survey.thanks)


def texts_of_checklist(checklist: Checklist) -> Iterator[tuple[str, str]]:
    yield "title", checklist.title
    yield from said("text", checklist.text)
    for entry in checklist.items:
        yield f"items.{entry.id}.title", entry.title
        yield from said(f"items.{entry.id}.text", entry.text)
    yield from said("finish", checklist.finish)


def texts_of_announcement(announcement: Announcement) -> Iterator[tuple[str, str]]:
    yield "title", announcement.title
    yield from said("text", announcement.text)
    yield from texts_of_media("media", announcement.media)
    for index, button in enumerate(announcement.buttons):
        yield f"buttons.{index}.label", button.label


def texts_of_site(site: Site) -> Iterator[tuple[str, str]]:
    for topic in site.topics:
        yield f"topics.{topic.id}.title", topic.title
        if topic.description:
            yield f"topics.{topic.id}.description", topic.description
    if site.help.title:
        yield "help.title", site.help.title


def texts_of_tour(tour: Tour) -> Iterator[tuple[str, str]]:
    yield "title", tour.title
    for step in tour.steps:
        if step.type == "hidden":
            continue
        yield f"steps.{step.id}.title", step.title
        if step.text:
            yield f"steps.{step.id}.text", step.text
        for index, button in enumerate(step.buttons):
            yield f"steps.{step.id}.buttons.{index}.label", button.label
        yield from texts_of_media(f"steps.{step.id}.media", step.media)


def texts_of_media(key: str, media: Media | None) -> Iterator[tuple[str, str]]:
    if media is not None:
        yield f"{key}.alt", media.alt
        if media.captions:
            yield f"{key}.captions", media.captions
