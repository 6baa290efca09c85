"""A quiz's source and a locale in, what a browser gets before any answer out: nothing of it says what is right. Pure."""

from __future__ import annotations

from handrail.content.compile import Compiler
from handrail.content.compile_rich import compile_line, compile_rich
from handrail.content.compiled_kinds import (
    CompiledAction,
    CompiledOption,
    CompiledOutcome,
    CompiledQuestion,
    CompiledQuiz,
)
from handrail.content.quiz import Choice, Choices, Doing, NumberAnswer, Option, Outcome, Quiz, QuizQuestion
from handrail.content.source import Source


def compile_quiz(source: Source, locale: str) -> CompiledQuiz:
    quiz = source.item
    assert isinstance(quiz, Quiz)
    compiler = Compiler(source, locale)
    return CompiledQuiz(
        kind="quiz",
        id=quiz.id,
        locale=locale,
        title=compiler.text("title", quiz.title),
        theme=quiz.theme,
        text=compile_rich(compiler, "text", quiz.text),
        mode=quiz.mode,
        feedback=quiz.feedback,
        retry=quiz.retry,
        attempts=quiz.attempts,
        pass_=quiz.pass_,
        shuffle=quiz.shuffle,
        questions=[compile_question(compiler, question) for question in quiz.questions],
        outcomes=[compile_outcome(compiler, outcome) for outcome in quiz.outcomes],
    )


def compile_question(compiler: Compiler, question: QuizQuestion) -> CompiledQuestion:
    at = f"questions.{question.id}"
    choice = question if isinstance(question, Choice | Choices) else None
    unit = question.unit if isinstance(question, NumberAnswer) else None
    doing = question if isinstance(question, Doing) else None
    return CompiledQuestion(
        id=question.id,
        type=question.type,
        text=compile_rich(compiler, f"{at}.text", question.text),
        media=compiler.compile_media(f"{at}.media", question.media) if question.media else None,
        hint=compile_rich(compiler, f"{at}.hint", question.hint) if question.hint else None,
        points=question.points,
        shuffle=choice.shuffle if choice else False,
        options=[compile_option(compiler, at, option) for option in choice.options] if choice else None,
        unit=compiler.text(f"{at}.unit", unit) if unit else None,
        when=compiler.condition(doing.when) if doing else None,
        page=doing.page if doing else None,
    )


def compile_option(compiler: Compiler, at: str, option: Option) -> CompiledOption:
    key = f"{at}.options.{option.id}"
    return CompiledOption(
        id=option.id,
        text=compile_line(compiler, f"{key}.text", option.text),
        media=compiler.compile_media(f"{key}.media", option.media) if option.media else None,
        weights=option.weights or None,
        to=option.to,
    )


def compile_outcome(compiler: Compiler, outcome: Outcome) -> CompiledOutcome:
    at, action = f"outcomes.{outcome.id}", outcome.action
    return CompiledOutcome(
        id=outcome.id,
        title=compiler.text(f"{at}.title", outcome.title),
        text=compile_rich(compiler, f"{at}.text", outcome.text),
        media=compiler.compile_media(f"{at}.media", outcome.media) if outcome.media else None,
        action=CompiledAction(
            label=compiler.text(f"{at}.action.label", action.label),
            do=action.do,
            tour=action.tour,
            article=action.article,
            url=action.url,
        )
        if action
        else None,
    )
