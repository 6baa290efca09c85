"""`POST /v1/answers`: a question in, sentences of articles that answer it out, each with where it stands; or that there is no answer.

Search says which articles may answer, among those that the person may read; `quotes.py` says which sentences do. Nothing leaves the server.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection
from starlette.requests import Request

from handrail.conditions.context import Context
from handrail.content.published import Published, load_published
from handrail.core.services import services
from handrail.help.answers.asking import only_asks
from handrail.help.answers.evidence import Needed
from handrail.help.answers.quotes import Candidate, Quote, choose_quotes
from handrail.help.search.find import find_help
from handrail.help.search.gather import Sought
from handrail.help.search.rank import Alternative, measure_rarity
from handrail.help.search.readers import is_meant_for, recognise_reader
from handrail.help.search.search import Found, Wanted, nothing
from handrail.help.text.analyse import language_of
from handrail.help.text.prose import read_sections
from handrail.help.text.spelling import measure_distance
from handrail.help.wire import AnswerPart, AnswerRequest, AnswerResponse, Citation
from handrail.sites.access import EnvironmentAccess

LOOKED_AT = 8
# A word that nobody has used is taken for a misspelt one only where little else can be meant.
SURELY_MEANT, LONG_ENOUGH = 0.9, 6
PART_OF_A_WORD = 0.5


async def post_answers(request: Request, access: EnvironmentAccess, body: AnswerRequest) -> AnswerResponse:
    found = services(request)
    published = await found.db.read(load_published, access.environment_id)
    if published is None:
        return AnswerResponse(answer=None, citations=[])
    reader = await recognise_reader(found, access, published, body.token, body.user_token, body.locale)
    page = Context(url=body.url, locale=body.locale)
    question = body.question.lower()  # `MySQL` is one word, and not `SQL`
    hits = await find_help(
        found,
        published,
        body.locale,
        Wanted(
            f"{question} ",  # its last word is whole
            LOOKED_AT,
            reader.audiences,
            # What did not help them is no answer: another is, or a person.
            lambda one: one.kind == "article" and reader.votes.get(one.slug) is not False and reader.may(one),
            (lambda one: is_meant_for(published, one, page, body.locale)) if body.url else nothing,
            published.site.synonyms,
        ),
    )
    return write_answer(await found.db.scan(find_quotes, published, question, hits))


def find_quotes(conn: Connection, published: Published, question: str, found: Found) -> list[Quote]:
    candidates = []
    for hit in found.hits:
        article = published.articles[hit.holding.slug].body(conn, hit.holding.locale)
        language = language_of(hit.holding.locale)
        needed, asking = list_needed(found.sought, hit.holding.scope_id, language, found.searched)
        sections = read_sections(article)
        candidates.append(Candidate(article.id, article.title, article.tags, language, needed, asking, sections))
    return choose_quotes(question, candidates)


def list_needed(
    sought: Sequence[Sought], scope_id: int, language: str, searched: int
) -> tuple[list[Needed], list[Needed]]:
    """What an answer must have, and what only asks; without anything else this is what it must have. `searched`: how many documents there are."""
    parts: tuple[list[Needed], list[Needed]] = ([], [])
    for one in sought:
        parts[only_asks(one.word.word, language)].append(need(one, scope_id, searched))
    return parts if parts[0] else (parts[1], [])


def need(one: Sought, scope_id: int, searched: int) -> Needed:
    if one.found and not one.corrections:
        return Needed(one.rarity, one.ways[scope_id])
    unheard_of = measure_rarity(0, searched)
    typed = one.word.word
    if one.word.paired:
        return Needed(unheard_of * PART_OF_A_WORD, ())
    if len(typed) < LONG_ENOUGH:
        return Needed(unheard_of, ())
    meant = [known for known in one.corrections.get(scope_id, ()) if measure_distance(typed, known.word, 1) is not None]
    return Needed(unheard_of, [Alternative(SURELY_MEANT, (known.term,)) for known in meant])


def write_answer(quotes: Sequence[Quote]) -> AnswerResponse:
    """Quotes of one and the same place are cited once."""
    cited = [
        Citation(
            id=quote.candidate.id,
            title=quote.candidate.title,
            heading=quote.section.headings[-1] if quote.section.headings else None,
            anchor=quote.section.anchor,
        )
        for quote in quotes
    ]
    citations = [one for index, one in enumerate(cited) if one not in cited[:index]]
    parts = [AnswerPart(text=quote.text, cite=citations.index(one)) for quote, one in zip(quotes, cited, strict=True)]
    return AnswerResponse(answer=parts or None, citations=citations)
