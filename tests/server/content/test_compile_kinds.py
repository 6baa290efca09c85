"""What a browser gets of surveys and announcements."""

from __future__ import annotations

from handrail.content.compile_announcement import compile_announcement
from handrail.content.compile_survey import compile_survey
from handrail.content.source import build_source, read_source
from tests.server.content.kinds import write_announcement, write_survey

POLL = {"id": "tool", "type": "poll", "text": "Which of `these`?", "several": True, "options": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]}  # fmt: skip


def test_a_survey_in_another_language_falls_back_text_by_text() -> None:
    questions = [*write_survey()["questions"], POLL]
    questions[0] |= {"low": "No", "high": "Yes", "required": True}
    written = write_survey(questions=questions, text="Two **questions**.", thanks="Thank you.", anonymous=True)
    texts = {"questions.score.low": "Nei", "questions.tool.options.b.text": "Be", "thanks": "Takk."}
    body = compile_survey(read_source(build_source(written, {"nb": texts}, "en").text), "nb")
    assert body.model_dump() == {
        "kind": "survey",
        "id": "opinion",
        "locale": "nb",
        "title": "Your opinion",
        "theme": "default",
        "text": [{"tag": "p", "children": ["Two ", {"tag": "strong", "children": ["questions"]}, "."]}],
        "anonymous": True,
        "thanks": [{"tag": "p", "children": ["Takk."]}],
        "questions": [
            {
                "id": "score",
                "type": "nps",
                "text": ["How likely are you to recommend us?"],
                "required": True,
                "low": "Nei",
                "high": "Yes",
            },
            {"id": "why", "type": "text", "text": ["What is missing?"], "if": {"answer": "score", "lte": 6}},
            {
                "id": "tool",
                "type": "poll",
                "text": ["Which of ", {"tag": "code", "children": ["these"]}, "?"],
                "options": [{"id": "a", "text": "A"}, {"id": "b", "text": "Be"}],
                "several": True,
            },
        ],
    }


def test_an_announcement_is_a_tour_of_one_step() -> None:
    button = {"label": "Show me", "do": "link", "url": "/settings"}
    image = {"image": "media/dark.png", "alt": "The dark page"}
    written = write_announcement(show="banner", position="top", buttons=[button], media=image)
    source = build_source(written, {"nb": {"buttons.0.label": "Vis meg"}}, "en", {"media/dark.png": "d.png"})
    body = compile_announcement(source, "nb")
    (step,) = body.steps
    assert (body.kind, body.title, step.type, step.position, step.interaction) == (
        "announcement",
        "Dark mode",
        "banner",
        "top",
        "open",
    )
    assert [part.model_dump()["label"] for part in step.buttons] == ["Vis meg"]
    assert step.media is not None
    assert step.media.src == "/v1/content/d.png"
    modal = compile_announcement(build_source(write_announcement(show="modal"), {}, "en"), "en").steps[0]
    assert (modal.type, modal.interaction, [one.do for one in modal.buttons]) == ("modal", "blocked", ["complete"])
