"""Walks in, findings out. Pure: what several walks saw at one place of the content is one finding.

A target has to be found in every walk that reaches it. One locator of a list, a highlight, or a target that its author allows to be
missing has to be found in one of them: what no role, locale or width ever finds is stale.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from handrail.authoring.check.findings import RULES, Finding
from handrail.authoring.check.mending import WORDS, make_edits
from handrail.authoring.check.plan import LeftOut
from handrail.authoring.check.results import Proposal, Remark, Sighting, StepResult, Try, WalkResult
from handrail.authoring.check.wording import read_at, say_locator, say_missing, write_json
from handrail.content.edit import Edit
from handrail.content.validation.faults import Path
from handrail.content.validation.parse import Document
from handrail.content.validation.reading import SITE_FILE

Documents = Mapping[str, Document]
Each = Sequence[tuple[WalkResult, StepResult, Sighting]]


@dataclass
class Seen:
    """One try at one place, in one walk."""

    result: WalkResult
    step: StepResult
    sighting: Sighting
    one: Try


@dataclass
class Place:
    """What all walks saw at one locator, by the locale that its words were of."""

    found: list[Seen] = field(default_factory=list)
    missed: list[Seen] = field(default_factory=list)


def judge(
    results: Iterable[WalkResult], documents: Documents, default: str, left_out: Iterable[LeftOut] = ()
) -> list[Finding]:
    """In the order of the files. `default` is the site's locale."""
    walks = list(results)
    findings = [
        *judge_sightings(walks, documents, default),
        *judge_remarks(walks, documents),
        *judge_coverage(walks, documents),
        *(tell_left_out(one) for one in left_out),
    ]
    findings.sort(key=lambda one: (one.file, one.line, one.column, one.rule))
    return findings


def judge_sightings(walks: list[WalkResult], documents: Documents, default: str) -> Iterator[Finding]:
    targets: dict[tuple[str, Path], list[tuple[WalkResult, StepResult, Sighting]]] = defaultdict(list)
    for walk in walks:
        for step in walk.steps:
            for sighting in step.sightings:
                targets[walk.file, sighting.path].append((walk, step, sighting))
    for (file, _), seen in targets.items():
        document = documents.get(file)
        if document:
            yield from judge_target(document, seen, default)


def judge_target(document: Document, seen: Each, default: str) -> Iterator[Finding]:
    lost = [one for one in seen if one[2].winner is None]
    optional = seen[0][2].optional
    if lost and (not optional or len(lost) == len(seen)):
        yield find_lost(document, lost, seen, default)
    places: dict[tuple[int, str | None], Place] = defaultdict(Place)
    for walk, step, sighting in seen:
        for index, one in enumerate(sighting.tries):
            place = places[index, one.tag]
            (place.missed if one.missing else place.found).append(Seen(walk, step, sighting, one))
    for place in places.values():
        stale = [one for one in place.missed if one.sighting.winner is not None]
        if stale and not place.found:
            yield find_stale(document, stale, seen, default)


def find_lost(document: Document, lost: Each, seen: Each, default: str) -> Finding:
    walk, step, sighting = lost[0]
    first = next((one for one in sighting.tries if one.missing), Try(path=sighting.path))
    rule = {"condition": "outcome-missing"}.get(sighting.use, "target-missing")
    edits = make_edits(document.value, default, list_tries(seen))
    only = f" (in {len(lost)} of {len(seen)} walks)" if len(lost) < len(seen) else ""
    locators = [say_locator(document.value, one.path, one.tag) for one in sighting.tries]
    what = {"condition": "what the step waits for", "highlight": "the highlight"}.get(sighting.use, "the target")
    problem = f"{what} {say_missing(first, locators)}{only}"
    path = find_place(document, first, lost, seen)
    return build(document, rule, walk, step, path, problem, [one[0] for one in lost], sighting, edits)


def find_stale(document: Document, stale: list[Seen], seen: Each, default: str) -> Finding:
    one = stale[0]
    winner = one.sighting.winner
    by = f"; number {winner + 1} of the list finds it" if winner is not None else ""
    edits = make_edits(document.value, default, [each for each in list_tries(seen) if each[1].path == one.one.path])
    said = say_locator(document.value, one.one.path, one.one.tag)
    problem = f"this locator {say_missing(one.one, [said])}{by}"
    walks = [each.result for each in stale]
    path = find_place(document, one.one, [(each.result, each.step, each.sighting) for each in stale], seen)
    return build(document, "locator-stale", one.result, one.step, path, problem, walks, one.sighting, edits)


def list_tries(seen: Each) -> list[tuple[str, Try]]:
    return [(walk.key.locale, one) for walk, _, sighting in seen for one in sighting.tries]


def find_place(document: Document, one: Try, lost: Each, seen: Each) -> Path:
    """The locator, or the part of it that is wrong; the word of a locale where it is wrong in that one alone."""
    path = one.culprit or one.path
    tags = {each.tag for _, _, sighting in lost for each in sighting.tries if each.path == one.path and each.missing}
    part = read_at(document.value, path)
    if len(lost) == len(seen) or tags != {one.tag} or not isinstance(part, dict):
        return path
    tag = one.tag or ""
    return next(((*path, way, tag) for way in WORDS if isinstance(part.get(way), dict) and tag in part[way]), path)


def build(
    document: Document,
    rule: str,
    walk: WalkResult,
    step: StepResult,
    path: Path,
    problem: str,
    walks: list[WalkResult],
    sighting: Sighting,
    edits: list[Edit],
) -> Finding:
    proposals = list_proposals(sighting)
    line, column = document.places.find(path)
    return Finding(
        rule=rule,
        level=RULES[rule][0],
        file=walk.file,
        line=line,
        column=column,
        item=walk.key.item,
        step=step.id or None,
        problem=problem,
        hint=say_hint(proposals, is_sure=bool(edits)),
        walks=tuple(each.key for each in walks),
        proposals=tuple(proposals),
        outline=sighting.outline,
        fix=tuple(edits),
        picture=step.picture,
    )


def list_proposals(sighting: Sighting) -> list[Proposal]:
    """The sure ones first, none twice."""
    listed = [proposal for one in sighting.tries for proposal in one.proposals]
    listed.sort(key=lambda proposal: not proposal.sure)
    kept: list[Proposal] = []
    for proposal in listed:
        if all(proposal.locator != one.locator for one in kept):
            kept.append(proposal)
    return kept[:5]


def say_hint(proposals: list[Proposal], *, is_sure: bool) -> str:
    """What would be sure in one locale alone mends nothing by itself."""
    return f"{'' if is_sure else 'perhaps '}{write_json(proposals[0].locator)}" if proposals else ""


def judge_remarks(walks: list[WalkResult], documents: Documents) -> Iterator[Finding]:
    told: dict[tuple[str, str, str | None, Remark], list[WalkResult]] = defaultdict(list)
    for walk in walks:
        for remark in walk.remarks:
            # Who cannot sign in is one finding, however many items there are.
            of_site = remark.rule == "sign-in-failed"
            place = (SITE_FILE, walk.key.role) if of_site else (walk.file, walk.key.item)
            told[*place, None, remark].append(walk)
        for step in walk.steps:
            for remark in step.remarks:
                told[walk.file, walk.key.item, step.id or None, remark].append(walk)
    for (file, item, step_id, remark), seen in told.items():
        document = documents.get(file)
        line, column = document.places.find(remark.path) if document else (1, 1)
        yield Finding(
            rule=remark.rule,
            level=RULES[remark.rule][0],
            file=file,
            line=line,
            column=column,
            item=item,
            step=step_id,
            problem=remark.problem,
            hint=remark.fix,
            walks=tuple(dict.fromkeys(walk.key for walk in seen)),
        )


def tell_left_out(one: LeftOut) -> Finding:
    rule = "skipped" if one.skipped else "never-walked"
    nobody = "nobody looked at it: its audience, or where it starts, is none of those as whom this was walked"
    return Finding(
        rule=rule,
        level=RULES[rule][0],
        file=one.file,
        item=one.item,
        problem="site.json says to skip it" if one.skipped else nobody,
        hint="" if one.skipped else "give check.roles of site.json one whose traits and account it is for",
    )


def judge_coverage(walks: list[WalkResult], documents: Documents) -> Iterator[Finding]:
    """What was passed over wherever it was come to, so that nothing is known of it."""
    steps: dict[tuple[str, str, str], list[tuple[WalkResult, StepResult]]] = defaultdict(list)
    for walk in walks:
        for step in walk.steps:
            steps[walk.file, walk.key.item, step.id].append((walk, step))
    for (file, item, id_), seen in steps.items():
        first = seen[0][1]
        if any(step.status != "passed over" or step.remarks or step.sightings for _, step in seen):
            continue
        document = documents.get(file)
        line, column = document.places.find(first.path) if document else (1, 1)
        yield Finding(
            rule="never-walked",
            level=RULES["never-walked"][0],
            file=file,
            line=line,
            column=column,
            item=item,
            step=id_ or None,
            problem="it was passed over in every walk, for its condition did not hold",
            hint="is there a role, a locale, a width or a page in check of site.json where it does?",
            walks=tuple(walk.key for walk, _ in seen),
        )
