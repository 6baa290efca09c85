"""What a person tried before they ask somebody, as lines of a capsule in the locale of the page: traces in, lines out. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from handrail.contact.capsule import LONGEST_VALUE, Line
from handrail.contact.trail_words import TrailWords, choose_words
from handrail.content.published import Published
from handrail.progress.catalogue import ArticleRead, ArticleVoted, QuestionAsked, QuizGraded, Searched, SnippetOpened
from handrail.progress.trail import Trace

MOST = 60
FindTitle = Callable[[Trace], str]


def write_trail(traces: Iterable[Trace], locale: str, find_title: FindTitle) -> list[Line]:
    """The newest 60, the oldest first. What says the same as the line before is left out."""
    words = choose_words(locale)
    lines: list[Line] = []
    for trace in traces:
        line = write_line(trace, words, find_title)
        if line is not None and (not lines or lines[-1] != line):
            lines.append(line)
    return lines[-MOST:]


def write_line(trace: Trace, words: TrailWords, find_title: FindTitle) -> Line | None:
    """None for what leads to another line, as a chosen result does to what was read."""
    title = find_title(trace)[:LONGEST_VALUE] if trace.item else ""
    match trace.said:
        case ArticleRead() | SnippetOpened():
            return Line(kind="read", label=words.read, value=title)
        case ArticleVoted(helped=helped, reason=reason):
            value = f"{title}: {reason}" if reason else title
            return Line(kind="read", label=words.helped if helped else words.did_not_help, value=value[:LONGEST_VALUE])
        case Searched(q=q, results=results):
            return Line(kind="search", label=words.searched if results else words.searched_in_vain, value=q)
        case QuestionAsked(q=q, answered=answered):
            return Line(kind="asked", label=words.asked if answered else words.asked_in_vain, value=q)
        case QuizGraded(passed=False, score=score, of_=of):
            return Line(kind="quiz", label=words.quiz_failed, value=f"{title}: {score:g}/{of:g}"[:LONGEST_VALUE])
    return None


def name_items(published: Published | None, locale: str, known: bool) -> FindTitle:
    """By the title, if everybody of this kind (`known`: who is signed in) may read it. Else by what the page itself called it: nobody learns a title by naming an id."""

    def find_title(trace: Trace) -> str:
        item = trace.item or ""
        if isinstance(trace.said, QuizGraded):  # they took it
            quiz = published.startables.get(item) if published else None
            return quiz.title(locale) if quiz else item
        article = published.articles.get(item) if published else None
        if article is not None and article.audience in (("everyone", "signed-in") if known else ("everyone",)):
            return article.title(locale)
        snippet = published.snippets.get(item) if published else None
        if snippet is not None and snippet.snippet.audience is None:
            return snippet.compiler(locale).text("title", snippet.snippet.title)
        return item

    return find_title
