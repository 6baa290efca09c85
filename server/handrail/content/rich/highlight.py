"""Code and the name of its language in, pieces out, each with the kind of token that it is. Done here, so that no page needs a highlighter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, _TokenType
from pygments.util import ClassNotFound

from handrail.content.compiled import CodeToken

# A lexer is a pile of regular expressions: what is longer is shown plain.
LONGEST = 20_000
KINDS: tuple[tuple[_TokenType, CodeToken], ...] = (
    (Keyword, "keyword"),
    (Name.Tag, "keyword"),
    (Operator.Word, "keyword"),
    (String, "string"),
    (Number, "number"),
    (Comment, "comment"),
    (Name.Function, "function"),
    (Name.Class, "function"),
    (Name.Attribute, "name"),
    (Name.Builtin, "name"),
    (Name.Constant, "name"),
    (Name.Decorator, "name"),
    (Name.Variable, "name"),
    (Operator, "operator"),
    (Punctuation, "punctuation"),
)


def highlight(code: str, language: str) -> list[tuple[CodeToken | None, str]]:
    """Joined, the pieces are `code`. `None` is plain; so is all of it, in a language that nobody knows."""
    lexer = find_lexer(language) if len(code) <= LONGEST else None
    if lexer is None:
        return [(None, code)] if code else []
    pieces = list(join(split(lexer, code)))
    return pieces if "".join(piece for _, piece in pieces) == code else [(None, code)]


def split(lexer: Lexer, code: str) -> Iterator[tuple[CodeToken | None, str]]:
    for _, type_, piece in lexer.get_tokens_unprocessed(code):
        yield name_kind(type_), piece


def join(pieces: Iterator[tuple[CodeToken | None, str]]) -> Iterator[tuple[CodeToken | None, str]]:
    """Pieces of one kind that follow each other become one; space goes with what is before it."""
    kind: CodeToken | None = None
    text = ""
    for one, piece in pieces:
        if one == kind or not text or piece.isspace():
            kind, text = (one if not text else kind), text + piece
        else:
            yield kind, text
            kind, text = one, piece
    if text:
        yield kind, text


@cache
def name_kind(type_: _TokenType) -> CodeToken | None:
    return next((kind for of, kind in KINDS if type_ in of), None)  # type: ignore[comparison-overlap]  # a type has those below it in it


def find_lexer(language: str) -> Lexer | None:
    if not language or len(language) > 40:
        return None
    try:
        return get_lexer_by_name(language.lower(), stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
