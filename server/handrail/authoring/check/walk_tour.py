"""A tour, walked from its start: each step reached as its readers reach it, its target looked for, and what it asks for done.

Where a step cannot be followed the walk goes on at the next step's page. Steps that it passed by are looked at in the end.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from handrail.authoring.check.act import CLICKED, Actor, NotDone, Replaced
from handrail.authoring.check.addresses import find_globs, fits, list_globs, say_address
from handrail.authoring.check.asking import list_elements
from handrail.authoring.check.look import Sought
from handrail.authoring.check.results import Remark, Sighting, Status, StepResult
from handrail.authoring.check.visit import Gone
from handrail.authoring.check.walker import Walker
from handrail.conditions.address import read_path
from handrail.conditions.authored import to_milliseconds
from handrail.conditions.schema import Condition
from handrail.content.step import Advance, Card, Hidden, Pointing, Spotlight, Step, advance_of
from handrail.content.tour import Tour
from handrail.content.validation.faults import Path

MOST_PATIENT, LEAST_PATIENT = 10.0, 2.0  # s
OUTCOME = 8.0
"""s for what a step leads to."""
FIX = "if the app is well: say what to type in check.values, or skip it in check.skip of site.json"


@dataclass
class Trail:
    """Whether the page is as the step before has left it, and what to say where it is not. `acted`: something was done that may lead on."""

    followed: bool = True
    broken: str | None = None
    acted: bool = False


class TourWalk:
    def __init__(self, walker: Walker, tour: Tour) -> None:
        self.walker = walker
        self.tour = tour
        self.known = [read_path(test.url) for test in tour.tests]
        self.trail = Trail()
        self.left = {step.id: index for index, step in enumerate(tour.steps)}

    async def run(self) -> AsyncIterator[StepResult]:
        """In the order in which they were walked."""
        failed = await self.start()
        if failed:
            self.trail = Trail(followed=False)
        step: int | None = 0
        while step is not None:
            yield await self.survive(step, failed)
            failed, step = None, await self.find_next(step)
        for id_, index in list(self.left.items()):
            self.trail = Trail(followed=False)
            if id_ in self.left:
                yield await self.survive(index)

    async def survive(self, index: int, failed: Remark | None = None) -> StepResult:
        """Where the page goes down, the steps that follow are come to by their own addresses."""
        self.walker.newest = (None, None)
        try:
            return await self.take(index, failed)
        except Gone as gone:
            self.trail = Trail(followed=False, broken=self.trail.broken or self.tour.steps[index].id)
            return await self.walker.give_up(gone, self.result(index, "broken"))

    async def start(self) -> Remark | None:
        globs = list_globs(self.tour.steps[0].page) or find_globs(self.tour.start.when)
        if not globs:
            return await self.open_page([], ())
        return await self.open_page(globs, ("steps", 0, "page") if self.tour.steps[0].page else ("start",))

    async def open_page(self, globs: Sequence[str], path: Path) -> Remark | None:
        """The app's first one where none is named. What keeps it may be the page that the step before has left, so it is tried once more."""
        before = self.walker.visit.url
        try:
            return await self.approach(globs, path)
        except Gone as gone:
            is_new = self.walker.visit.url != before
            await self.walker.visit.begin_anew()
            if is_new:
                return self.walker.say_gone(gone, path)
            self.walker.remarks.append(self.walker.say_gone(gone, path))
        try:
            return await self.approach(globs, path)
        except Gone as gone:
            await self.walker.visit.begin_anew()
            return self.walker.say_gone(gone, path)

    async def approach(self, globs: Sequence[str], path: Path) -> Remark | None:
        walker = self.walker
        return await (walker.reach(globs, path, self.known) if globs else walker.open(walker.base))

    async def take(self, index: int, failed: Remark | None = None) -> StepResult:
        step = self.tour.steps[index]
        self.left.pop(step.id, None)
        if f"{self.tour.id}/{step.id}" in self.walker.site.check.skip:
            self.trail.followed = False
            return self.result(index, "passed over", remarks=(self.say("skipped", "site.json says to skip it"),))
        failed = failed or await self.come(step, ("steps", index, "page"))
        if failed:
            self.trail.followed = False
            picture, _ = await self.walker.take_picture(None)
            remarks = (failed, *self.walker.draw_remarks())
            return self.result(index, "not reached", remarks=remarks, picture=picture)
        if step.if_:
            await self.walker.rest()
            if await self.walker.holds(step.if_) is False:
                return self.result(index, "passed over", remarks=self.walker.draw_remarks())
        if isinstance(step, Pointing):
            return await self.take_pointing(index, step)
        view = await self.walker.rest()
        picture, box = await self.walker.take_picture(None)
        remarks = self.walker.draw_remarks()
        did, status = "", "passed"
        if isinstance(step, Hidden) and step.advance.when:
            did, remark = await self.wait_for(step.advance, ("steps", index), None)
            if remark:
                remarks, status = (*remarks, remark), "not followed"
        done: Status = "not followed" if status == "not followed" else "passed"
        followed = done == "passed" and self.trail.followed
        self.trail = Trail(followed, self.trail.broken, self.trail.acted or bool(did))
        return self.result(
            index, done, address=say_address(view.url), did=did, remarks=remarks, picture=picture, box=box
        )

    async def come(self, step: Step, path: Path) -> Remark | None:
        """Onto its page, if it is not there."""
        globs = list_globs(step.page)
        if not globs or fits(globs, self.walker.visit.url):
            return None
        if self.trail.followed and self.trail.acted and await self.walker.arrive(globs):
            return None
        failed = await self.open_page(globs, path)
        if failed is None:
            self.trail = Trail(followed=True)
        return failed

    async def take_pointing(self, index: int, step: Pointing) -> StepResult:
        place: Path = ("steps", index)
        target = Sought.of(step.target, (*place, "target"))
        lights = step.highlights if isinstance(step, Spotlight) else []
        others = [Sought.of(one, (*place, "highlights", at)) for at, one in enumerate(lights)]
        patience = min(MOST_PATIENT, max(LEAST_PATIENT, to_milliseconds(step.on_missing.after) / 1000))
        view = await self.walker.rest([target], patience)
        optional = step.on_missing.do in ("skip", "float")
        sightings = [
            await self.walker.sight(target, view, 0, "target", optional=optional, others=self.list_others(index))
        ]
        if others:
            lit = await self.walker.rest(others, 1)
            for at, one in enumerate(others):
                sightings.append(await self.walker.sight(one, lit, at, "highlight", optional=True))
        chosen = self.choose(sightings[0], target)
        if chosen:
            await self.walker.bring_into_view(chosen)
        picture, box = await self.walker.take_picture(chosen)
        remarks = self.walker.draw_remarks()
        if chosen is None:
            status: Status = "passed over" if optional else "broken"
            if self.trail.broken and not self.trail.followed and not optional:
                problem = f'it may come only after step "{self.trail.broken}", which is broken'
                remarks, status = (*remarks, self.say("not-reached", problem, path=place)), "not reached"
                sightings = []
            refused = self.walker.tell_refused(place)
            if refused:
                remarks, status, sightings = (*remarks, refused), "not reached", []
            self.trail = Trail(followed=False, broken=self.trail.broken or (None if optional else step.id))
            return self.result(
                index,
                status,
                address=say_address(view.url),
                sightings=tuple(sightings),
                remarks=remarks,
                picture=picture,
            )
        broken = sightings[0].winner is None
        did, remark, more = await self.follow(index, step, chosen)
        sightings += more
        self.trail = Trail(remark is None, self.trail.broken, self.trail.acted or bool(did))
        status = "broken" if broken else "not followed" if remark else "passed"
        told = (*remarks, *((remark,) if remark else ()), *self.walker.draw_remarks())
        return self.result(
            index,
            status,
            address=say_address(view.url),
            did=did,
            sightings=tuple(sightings),
            remarks=told,
            picture=picture,
            box=box,
        )

    def list_others(self, index: int) -> list[Sought]:
        """What the other steps point at."""
        return [
            Sought.of(step.target, ("steps", at, "target"))
            for at, step in enumerate(self.tour.steps)
            if isinstance(step, Pointing) and at != index
        ]

    def choose(self, sighting: Sighting, target: Sought) -> Sought | None:
        """What the walk goes on with: the target, or what was surely meant."""
        if sighting.winner is not None:
            return target
        sure = next((proposal for one in sighting.tries for proposal in one.proposals if proposal.sure), None)
        return Sought.of([type(target.locators[0]).model_validate(sure.locator)], target.path) if sure else None

    async def follow(self, index: int, step: Pointing, target: Sought) -> tuple[str, Remark | None, list[Sighting]]:
        """What was done, what kept it from going on, and elements that it waits for and that are not there."""
        advance, place = step.advance, ("steps", index, "advance")
        if advance.on == "next" and advance.when is None:
            return "", None, []
        actor = await self.hold(step, target)
        if actor is None:
            return "", self.say("not-followed", "the target was gone again", path=place), []
        try:
            try:
                did = await self.act(actor, advance)
            except Replaced:  # as frameworks do while they render
                actor = await self.hold(step, target) or actor
                did = await self.act(actor, advance)
        except NotDone as error:
            await self.walker.visit.require_answer()
            return "", self.say("not-followed", str(error), FIX, path=place), []
        waited, remark = await self.wait_for(advance, ("steps", index), target)
        if remark and did == CLICKED and advance.when:
            waited, remark = await self.try_again(actor, advance, ("steps", index), target, remark)
        sightings = await self.look_for_outcome(advance, place) if remark else []
        return "; ".join(part for part in (did, waited) if part), remark, sightings

    async def hold(self, step: Pointing, target: Sought) -> Actor | None:
        handle = await self.walker.visit.hold([self.walker.words.write(one) for one in target.locators])
        if handle is None:
            return None
        return Actor(self.walker.visit, handle, self.walker.site.check.values, f"{self.tour.id}/{step.id}")

    async def act(self, actor: Actor, advance: Advance) -> str:
        fills = advance.when is not None and wants_filling(advance.when)
        if advance.on == "key" and advance.key:
            return await actor.press(advance.key, fills)
        if advance.on == "change" or (advance.on is None and fills):
            return await actor.fill()
        if advance.on == "next":
            return await actor.fill() if fills else ""
        if advance.on is None and (await actor.describe()).is_field:
            return await actor.fill()
        return await actor.click()

    async def wait_for(self, advance: Advance, place: Path, target: Sought | None) -> tuple[str, Remark | None]:
        if advance.on == "event":
            if await self.walker.visit.was_told(str(advance.event), OUTCOME):
                return f"saw {advance.event}", None
            problem = f'it waits for the event "{advance.event}", which was not tracked'
            fix = "a browser alone cannot make it; the walk went on at the next step's page"
            return "", self.say("not-followed", problem, fix, path=(*place, "advance", "event"))
        if advance.when is None:
            return "", None
        held = await self.walker.holds_in_time(advance.when, OUTCOME, target)
        if held:
            return "saw what it waits for", None
        path = (*place, "advance", "when")
        if held is None:
            problem = "it waits for what a page alone does not know"
            return "", self.say("not-followed", problem, "the walk went on at the next step's page", path=path)
        problem = f"it did not move on within {OUTCOME:g} s: what it waits for does not hold at {say_address(self.walker.visit.url)}"
        return "", self.say("not-followed", problem, FIX, path=path)

    async def try_again(
        self, actor: Actor, advance: Advance, place: Path, target: Sought, remark: Remark
    ) -> tuple[str, Remark | None]:
        """Somebody whose form is refused fills in what it wants, and clicks once more."""
        try:
            filled = await actor.fill_wanted()
            if not filled:
                return "", remark
            await actor.click()
        except NotDone:
            return "", remark
        waited, again = await self.wait_for(advance, place, target)
        return f"filled in {', '.join(filled)} and clicked it again" + (f"; {waited}" if waited else ""), again

    async def look_for_outcome(self, advance: Advance, place: Path) -> list[Sighting]:
        """Elements that the condition wants there: one that nothing finds keeps readers at this step for ever."""
        sightings = []
        for state, path, negated in list_elements(advance.when, (*place, "when")) if advance.when else ():
            if negated or state.state == "absent" or state.element == "target" or isinstance(state.element, str):
                continue
            sought = Sought.of(state.element, (*path, "element"))
            view = await self.walker.rest([sought], 0)
            sightings.append(await self.walker.sight(sought, view, 0, "condition"))
        return sightings

    async def find_next(self, index: int) -> int | None:
        """The step that follows, as far as a page can tell; None at the end, or where it has been."""
        step = self.tour.steps[index]
        to: str | None = None
        if isinstance(step.next, str):
            to = step.next
        for branch in step.next if isinstance(step.next, list) else []:
            if branch.if_ is None or await self.walker.holds(branch.if_) is not False:
                to = branch.to
                break
        buttons = step.buttons if isinstance(step, Card) else []
        if to is None and buttons and not any(button.do == "next" for button in buttons):
            to = next((button.to for button in buttons if button.do == "go"), None)
            if to is None and advance_of(step).on == "next":
                return None
        if to is not None:
            return self.left.get(to)
        following = index + 1
        return following if following < len(self.tour.steps) and self.tour.steps[following].id in self.left else None

    def say(self, rule: str, problem: str, fix: str = "", path: Path = ()) -> Remark:
        return Remark(rule=rule, problem=problem, fix=fix, path=path)

    def result(self, index: int, status: Status, remarks: Sequence[Remark] = (), **more: object) -> StepResult:
        step = self.tour.steps[index]
        title = step.title if isinstance(step, Card) else ""
        place: Path = ("steps", index)
        told = [one if one.path else one.model_copy(update={"path": place}) for one in remarks]
        fields = {"id": step.id, "title": title, "path": place, "status": status, "remarks": told, **more}
        return StepResult.model_validate(fields)


def wants_filling(condition: Condition) -> bool:
    """Whether it waits for the target to be filled in or ticked."""
    return any(
        state.element == "target" and state.state in ("filled", "checked") and not negated
        for state, _, negated in list_elements(condition, ())
    )
