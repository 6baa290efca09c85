"""What the SDK sends and when: few requests, nothing lost, nothing twice, and whose it is."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from starlette.responses import JSONResponse, Response

from tests.flows.cards import card
from tests.flows.scripted import OPEN, Json, Scene, make_step, make_tour, open_scene, wait_until
from tests.flows.watch import Watch


@pytest.fixture
def scene() -> Iterator[Scene]:
    with open_scene() as scene:
        yield scene


def make_jwt(sub: str, lasts: float = 3600, **rest: Any) -> str:
    claims = {"sub": sub, "exp": int(time.time() + lasts), **rest}
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return f"header.{payload}.signature"


def push(page: Page, *call: Any) -> None:
    page.evaluate("(call) => void window.handrail.push(call)", list(call))


def when_ready(page: Page) -> None:
    page.evaluate("new Promise((done) => (window.handrail ||= []).push(['on', 'ready', done]))")


def answer(status: int, **headers: str) -> Response:
    return JSONResponse({"type": "/problems/x", "status": status}, status, headers={**OPEN, **headers})


def test_a_returning_view_is_one_request_that_says_what_it_has(page: Page, scene: Scene) -> None:
    scene.server.offer(make_tour("t", make_step("one")), auto=False)
    scene.open(page)
    when_ready(page)
    watch = Watch(page, scene.server.url)
    scene.open(page)
    when_ready(page)
    assert watch.paths == ["POST /v1/sync"]
    first, second = scene.server.requests
    assert first["since"] is None
    assert (second["since"], second["token"]) == ("1", "token-1")
    assert (second["device"], second["visit"]) == (first["device"], first["visit"])


def test_what_happens_together_goes_together(page: Page, scene: Scene) -> None:
    scene.open(page)
    when_ready(page)
    page.evaluate("for (let n = 0; n < 250; n++) handrail.track('saved', { n })")
    scene.wait_for(page, "saved", 250)
    sizes = [len(request["events"]) for request in scene.server.requests]
    assert sizes == [0, 100, 100, 50]
    assert [event["props"]["n"] for event in scene.server.events] == list(range(250))
    seqs = [event["seq"] for event in scene.server.events]
    assert seqs == sorted(set(seqs))


def test_an_event_says_where_and_when(page: Page, scene: Scene) -> None:
    scene.open(page, "/a/b?secret=1")
    push(page, "track", "saved", {"deep": {"x": [1]}})
    (event,) = scene.wait_for(page, "saved")
    assert event["path"] == "/a/b"
    assert event["props"] == {"deep": {"x": [1]}}
    assert event["at"].endswith("Z")


def test_the_servers_clock_decides(page: Page, scene: Scene) -> None:
    scene.server.more["now"] = "2030-01-02T03:04:05.000Z"
    scene.open(page)
    when_ready(page)
    push(page, "track", "saved")
    (event,) = scene.wait_for(page, "saved")
    assert event["at"].startswith("2030-01-02T03:04:0")


def test_what_was_not_answered_is_sent_again_and_counts_once(page: Page, scene: Scene) -> None:
    fail = [
        answer(503, **{"retry-after": "1"}),
        Response("<html>", headers=OPEN),
        JSONResponse({"token": 5}, headers=OPEN),
    ]
    scene.open(page)
    when_ready(page)
    scene.server.fail = lambda _: fail.pop(0) if fail else None
    push(page, "track", "saved")
    wait_until(page, lambda: len(scene.server.requests) >= 3)
    page.reload()
    when_ready(page)
    assert scene.server.names == ["saved"]
    wait_until(page, lambda: not stored(page)["queue"])


def stored(page: Page) -> Json:
    kept: Json = page.evaluate("JSON.parse(localStorage.getItem('handrail:pk_test'))")
    return kept


def test_a_refusal_is_not_repeated_until_the_next_page(page: Page, scene: Scene) -> None:
    watch = Watch(page, scene.server.url)
    scene.server.fail = lambda _: answer(422)
    scene.open(page)
    when_ready(page)
    push(page, "track", "saved")
    page.wait_for_timeout(700)  # Longer than events wait for each other: nothing may come.
    assert len(scene.server.requests) == 1
    scene.server.fail = None
    page.reload()
    scene.wait_for(page, "saved")
    watch.assert_clean()


def test_a_batch_that_is_refused_holds_up_nothing_that_comes_later(page: Page, scene: Scene) -> None:
    scene.open(page)
    when_ready(page)
    scene.server.fail = lambda body: answer(413) if body["events"] else None
    push(page, "track", "odd")
    wait_until(page, lambda: len(scene.server.requests) == 2 and not stored(page)["queue"])
    scene.server.fail = None
    page.reload()
    when_ready(page)
    push(page, "track", "saved")
    scene.wait_for(page, "saved")
    later = [event["name"] for request in scene.server.requests[2:] for event in request["events"]]
    assert "odd" not in later


def test_who_may_not_send_keeps_what_happened(page: Page, scene: Scene) -> None:
    scene.open(page)
    when_ready(page)
    scene.server.fail = lambda body: answer(403) if body["events"] else None
    push(page, "track", "saved")
    wait_until(page, lambda: len(scene.server.requests) == 2)
    assert [event["name"] for event in stored(page)["queue"]] == ["saved"]
    scene.server.fail = None
    page.reload()
    scene.wait_for(page, "saved")


def test_props_without_measure_are_told_at_once(page: Page, scene: Scene) -> None:
    scene.open(page)
    when_ready(page)
    page.evaluate("void handrail.on('error', ({ error }) => { window.problem = error.message })")
    push(page, "track", "saved", {"text": "x" * 3000})
    wait_until(page, lambda: page.evaluate("window.problem") == "Too long")
    assert not stored(page)["queue"]


def test_a_rejected_event_is_not_sent_again(page: Page, scene: Scene) -> None:
    scene.open(page)
    when_ready(page)
    page.evaluate("void handrail.on('error', ({ error }) => { window.problem = error.message })")
    scene.server.more["rejected"] = [{"index": 0, "id": "x", "problem": "unknown_event"}]
    push(page, "track", "unheard_of")
    scene.wait_for(page, "unheard_of")
    wait_until(page, lambda: "unknown_event" in (page.evaluate("window.problem") or ""))
    assert not stored(page)["queue"]


def test_what_happens_just_before_leaving_is_sent(page: Page, scene: Scene) -> None:
    scene.open(page)
    when_ready(page)
    page.evaluate("() => { handrail.track('saved'); location.href = '/next' }")
    scene.wait_for(page, "saved")


def test_two_tabs_lose_nothing_of_each_other(page: Page, scene: Scene) -> None:
    scene.open(page)
    when_ready(page)
    other = page.context.new_page()
    scene.open(other)
    when_ready(other)
    scene.server.fail = lambda _: answer(503)
    for tab, name in ((page, "first"), (other, "second"), (page, "third")):
        push(tab, "track", name)
    scene.server.fail = None
    third = page.context.new_page()
    scene.open(third)
    wait_until(third, lambda: {"first", "second", "third"} <= set(scene.server.names))


def test_do_not_track_keeps_back_what_is_for_analysis_alone(page: Page, scene: Scene) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })")
    missing = {"after": 50, "do": "skip"}
    scene.server.offer(make_tour("t", make_step("gone", on_missing=missing), make_step("one")))
    scene.open(page)
    push(page, "track", "saved")
    scene.wait_for(page, "step_shown")
    scene.wait_for(page, "saved")
    assert "target_missing" not in scene.server.names


def test_a_body_that_did_not_ride_along_is_fetched(page: Page, scene: Scene) -> None:
    scene.server.offer(make_tour("t", make_step("one")))
    scene.server.more["bodies"] = {}
    scene.open(page)
    expect(card(page, "Title one")).to_be_visible()
    assert scene.server.asked == ["hash-t-1"]


# Who it is


@pytest.mark.parametrize("early", [True, False])
def test_a_user_named_before_the_first_request_is_in_it(page: Page, scene: Scene, early: bool) -> None:
    token = make_jwt("ada")
    if early:
        page.add_init_script(f"window.handrail = [['identify', {json.dumps(token)}]]")
    else:
        scene.host.tag += f' data-user-token="{token}"'
    scene.open(page)
    when_ready(page)
    assert [request["user_token"] for request in scene.server.requests] == [token]


def test_a_function_is_asked_for_a_token_and_again_when_it_expires(page: Page, scene: Scene) -> None:
    tokens = [make_jwt("ada", lasts=30), make_jwt("ada", lasts=40), make_jwt("ada", n=3)]
    page.add_init_script(
        f"const tokens = {json.dumps(tokens)}; window.handrail = [['identify', async () => tokens.shift()]]"
    )
    scene.open(page)
    when_ready(page)
    push(page, "track", "saved")
    scene.wait_for(page, "saved")
    push(page, "track", "sent")
    scene.wait_for(page, "sent")
    push(page, "track", "paid")
    scene.wait_for(page, "paid")
    assert [request["user_token"] for request in scene.server.requests] == [*tokens, tokens[2]]


def test_a_token_that_is_not_taken_is_asked_for_again_once(page: Page, scene: Scene) -> None:
    tokens = [make_jwt("ada", n=n) for n in range(4)]
    scene.server.more["identity"] = {"problem": "expired"}
    page.add_init_script(
        f"const tokens = {json.dumps(tokens)}; window.handrail = [['identify', async () => tokens.shift()]]"
    )
    scene.open(page)
    when_ready(page)
    assert [request["user_token"] for request in scene.server.requests] == tokens[:2]


def test_a_function_that_fails_leaves_the_visitor(page: Page, scene: Scene) -> None:
    watch = Watch(page, scene.server.url)
    page.add_init_script("window.handrail = [['identify', () => { throw new Error('down') }]]")
    scene.open(page)
    when_ready(page)
    assert [request["user_token"] for request in scene.server.requests] == [None]
    watch.assert_clean()


def test_the_next_person_does_not_get_what_the_last_one_did(page: Page, scene: Scene) -> None:
    scene.host.tag = f'data-key="pk_test" data-user-token="{make_jwt("ada")}"'
    scene.open(page)
    when_ready(page)
    wait = {"retry-after": "60"}
    scene.server.fail = lambda request: answer(503, **wait) if request["events"] and request["user_token"] else None
    push(page, "track", "adas_event")
    wait_until(page, lambda: "adas_event" in scene.server.names)
    ada = scene.server.requests[0]

    scene.host.tag = f'data-key="pk_test" data-user-token="{make_jwt("bob")}"'
    scene.open(page)
    when_ready(page)
    former, own = scene.server.requests[-2:]
    assert [event["name"] for event in former["events"]] == ["adas_event"]
    assert (former["token"], former["user_token"], former["device"]) == ("token-1", None, ada["device"])
    assert (own["token"], own["events"], own["since"]) == (None, [], None)
    assert own["device"] != former["device"]
    assert own["visit"] != former["visit"]


def test_reset_makes_the_next_one_somebody_else(page: Page, scene: Scene) -> None:
    scene.server.offer(make_tour("t", make_step("one")))
    scene.host.tag += f' data-user-token="{make_jwt("ada")}"'
    scene.open(page)
    expect(card(page, "Title one")).to_be_visible()
    scene.server.items.clear()
    push(page, "reset")
    expect(card(page, "Title one")).to_have_count(0)
    # What they did goes out first, still under their own token.

    def list_nobodys() -> list[Json]:
        return [one for one in scene.server.requests if not one.get("user_token") and not one.get("token")]

    wait_until(page, lambda: bool(list_nobodys()))
    assert list_nobodys()[0]["events"] == []
    assert scene.server.names[:2] == ["tour_started", "step_shown"]


def test_whoever_only_looks_leaves_no_trace(page: Page, scene: Scene) -> None:
    scene.server.more["person"] = {"id": "p", "known": True, "acting": True, "traits": {}}
    scene.server.offer(make_tour("t", make_step("one")))
    scene.open(page)
    when_ready(page)
    push(page, "track", "saved")
    page.evaluate("handrail.start('t')")
    expect(card(page, "Title one")).to_be_visible()
    page.reload()
    when_ready(page)
    assert scene.server.events == []


# The host's calls


def test_no_call_throws_whatever_it_is_given(page: Page, scene: Scene) -> None:
    watch = Watch(page, scene.server.url)
    scene.open(page)
    when_ready(page)
    said = page.evaluate(
        """async () => {
          const round = {}; round.round = round;
          const odd = [undefined, null, 0, NaN, "", "x", [], {}, round, () => { throw new Error("host") }, Symbol("s"), 10n];
          let calls = 0;
          for (const name of ["identify", "track", "context", "start", "open", "on", "preferences", "why", "push"])
            for (const one of odd) for (const other of odd) { await handrail[name](one, other); calls += 1; }
          handrail.on("ready", () => { throw new Error("the host's own") });
          handrail.on("*", async () => { throw new Error("the host's own") });
          await handrail.track("fine");
          await handrail.reset();
          return calls;
        }"""
    )
    assert said == 9 * 144
    assert page.evaluate("handrail.preferences()") == {"tours": True, "items": {}}
    watch.assert_clean()


def test_preferences_say_what_may_start(page: Page, scene: Scene) -> None:
    scene.open(page)
    when_ready(page)
    assert page.evaluate("handrail.preferences({ tours: false, nonsense: 1 })") == {"tours": False, "items": {}}
    assert page.evaluate("handrail.preferences({ items: { t: false } })") == {"tours": False, "items": {"t": False}}
    events = scene.wait_for(page, "preferences_changed", 2)
    assert [event["props"] for event in events] == [{"tours": False}, {"items": {"t": False}}]


def test_why_names_each_clause(page: Page, scene: Scene) -> None:
    when = {"all": [{"url": "/"}, {"not": {"element": {"css": "#one"}}}]}
    scene.server.offer(make_tour("t", make_step("one")), start={"when": when})
    scene.open(page)
    when_ready(page)
    said = {one["clause"]: one["value"] for one in page.evaluate("handrail.why('t')")}
    assert said["start.when"] is False
    assert said["start.when.all[0]"] is True
    assert said["start.when.all[1].not"] is True
    assert page.evaluate("handrail.why('unknown')") == [{"clause": "listed", "value": False, "saw": None}]


def test_what_was_switched_off_unseen_is_dismissed(page: Page, scene: Scene) -> None:
    """As it is on the server."""
    when = {"all": [{"dismissed": "u"}, {"not": {"seen": "u"}}]}
    scene.server.offer(make_tour("t", make_step("one")), auto=False, start={"when": when})
    scene.open(page)
    when_ready(page)
    page.evaluate("handrail.preferences({ items: { u: false } })")
    said = {one["clause"]: one["value"] for one in page.evaluate("handrail.why('t')")}
    assert said["start.when"] is True


def test_calls_that_waited_are_sent_without_another_event(page: Page, scene: Scene) -> None:
    page.add_init_script("window.handrail = [['track', 'early'], ['unheard_of'], 'nonsense', null]")
    scene.open(page)
    scene.wait_for(page, "early")
