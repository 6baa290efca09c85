"""A survey's source and a locale in, what a browser gets out. Pure."""

from __future__ import annotations

from handrail.content.compile import Compiler
from handrail.content.compile_rich import compile_line, compile_rich
from handrail.content.compiled_kinds import (
    CompiledAnswerIs,
    CompiledPollOption,
    CompiledSurvey,
    CompiledSurveyQuestion,
)
from handrail.content.source import Source
from handrail.content.survey import FreeText, Poll, Scale, Survey, SurveyQuestion


def compile_survey(source: Source, locale: str) -> CompiledSurvey:
    survey = source.item
    assert isinstance(survey, Survey)
    compiler = Compiler(source, locale)
    return CompiledSurvey(
        kind="survey",
        id=survey.id,
        locale=locale,
        title=compiler.text("title", survey.title),
        theme=survey.theme,
        text=compile_rich(compiler, "text", survey.text),
        anonymous=survey.anonymous,
        thanks=compile_rich(compiler, "thanks", survey.thanks),
        questions=[compile_question(compiler, question) for question in survey.questions],
    )


def compile_question(compiler: Compiler, question: SurveyQuestion) -> CompiledSurveyQuestion:
    at = f"questions.{question.id}"
    scale = question if isinstance(question, Scale) else None
    poll = question if isinstance(question, Poll) else None
    placeholder = question.placeholder if isinstance(question, FreeText) else None
    return CompiledSurveyQuestion(
        id=question.id,
        type=question.type,
        text=compile_line(compiler, f"{at}.text", question.text),
        required=question.required,
        if_=CompiledAnswerIs.model_validate(question.if_.model_dump()) if question.if_ else None,
        low=compiler.text(f"{at}.low", scale.low) if scale and scale.low else None,
        high=compiler.text(f"{at}.high", scale.high) if scale and scale.high else None,
        options=[
            CompiledPollOption(id=option.id, text=compiler.text(f"{at}.options.{option.id}.text", option.text))
            for option in poll.options
        ]
        if poll
        else None,
        several=poll.several if poll else False,
        placeholder=compiler.text(f"{at}.placeholder", placeholder) if placeholder else None,
    )
