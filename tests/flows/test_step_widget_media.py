"""Images and videos in a card, under the strictest policy and under one that lets them be."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Error, Page, expect

from tests.flows.axe import SOURCE
from tests.flows.steps import ROOT, Steps, poll

PICTURES = ROOT / "test-results/steps"
VIDEO: dict[str, Any] = {
    "kind": "video",
    "src": "/media/film.webm",
    "alt": "How to send an invoice",
    "captions": "/media/film.vtt",
    "captions_locale": "en",
}
CONTROLS = ("play-button", "timeline", "overflow-button", "toggle-closed-captions-button", "text-track-list-item")


def image(src: str, alt: str = "The new invoice") -> dict[str, Any]:
    return {"kind": "image", "src": src, "alt": alt, "captions": None, "captions_locale": None}


def expect_drawn(steps: Steps, width: int) -> None:
    look = "steps.root.querySelector('canvas')?.width"
    poll(lambda: bool(steps.page.evaluate(look) == width), f"no image of {width} px is drawn")


def test_an_image_of_ours_is_drawn_where_no_policy_lets_it_load(steps: Steps, page: Page) -> None:
    steps.show(kind="float", media=image("/media/1600x900.png"))
    canvas = steps.card.get_by_role("img", name="The new invoice")
    expect(canvas).to_be_visible()
    expect_drawn(steps, 840)
    pixel = canvas.evaluate("(canvas) => [...canvas.getContext('2d').getImageData(400, 200, 1, 1).data]")
    assert pixel == [192, 32, 32, 255]


def test_nothing_moves_when_it_comes(steps: Steps, page: Page) -> None:
    held: list[Any] = []
    page.route("**/media/*.png", lambda route: held.append(route))
    steps.show(kind="float", media=image("/media/300x400.png"))
    slot = steps.card.locator(".media")
    expect(slot.locator("canvas")).to_be_attached()
    steps.settle()
    before = (slot.bounding_box(), steps.card.bounding_box())
    held[0].continue_()
    expect_drawn(steps, 300)
    assert (slot.bounding_box(), steps.card.bounding_box()) == before


def test_it_stays_while_the_same_step_is_drawn_again(steps: Steps, page: Page) -> None:
    steps.show(kind="float", media=image("/media/30x20.png"))
    expect_drawn(steps, 30)
    page.evaluate("steps.canvas = steps.root.querySelector('canvas')")
    steps.show(kind="float", media=image("/media/30x20.png"), buttons=["Done"])
    assert page.evaluate("steps.canvas === steps.root.querySelector('canvas')")
    steps.show(kind="float", title="Another", media=None)
    expect(steps.card.locator(".media")).to_be_hidden()


def test_an_image_that_is_not_there_is_a_link_with_its_words(steps: Steps, page: Page) -> None:
    steps.show(kind="float", media=image("/media/gone"))
    link = steps.card.get_by_role("link", name="The new invoice")
    expect(link).to_have_attribute("href", "/media/gone")
    steps.show(kind="float", media=image("/media/gone", alt=""))
    expect(steps.card.get_by_role("link")).to_have_count(0)
    expect(steps.card.locator(".media")).to_be_hidden()
    steps.noise.clear()  # the browser's own line about the 404


def test_decoration_says_nothing(steps: Steps, page: Page) -> None:
    steps.show(kind="float", media=image("/media/30x20.png", alt=""))
    expect_drawn(steps, 30)
    expect(steps.card.get_by_role("img")).to_have_count(0)


def test_a_video_that_the_policy_refuses_is_a_link(steps: Steps, page: Page) -> None:
    steps.show(kind="float", media=VIDEO)
    link = steps.card.get_by_role("link", name="How to send an invoice")
    expect(link).to_have_attribute("href", "/media/film.webm")
    steps.noise.clear()  # the policy reports what it refused


def test_a_video_has_captions_and_waits_to_be_played(page: Page, step_pages: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    steps = Steps(page, step_pages, "?media")
    steps.show(kind="modal", media=VIDEO)
    video = steps.card.locator("video")
    expect(video).to_be_visible()
    look = "({ controls, preload, autoplay, paused, ariaLabel }) => [controls, preload, autoplay, paused, ariaLabel]"
    assert video.evaluate(look) == [True, "none", False, True, "How to send an invoice"]
    track = "({ textTracks: [track] }) => [track.kind, track.language, track.mode]"
    assert video.evaluate(track) == ["captions", "en", "showing"]
    assert not [url for url in asked if url.endswith(".webm")]
    page.keyboard.press("Tab")
    assert steps.card.evaluate("() => steps.root.activeElement.localName") == "video"
    steps.noise.clear()  # no such captions in this test


def find_controls(page: Page) -> dict[str, tuple[float, float]]:
    """The browser's own controls, which no page sees: their middles."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    found = {}
    for node in session.send("DOM.getFlattenedDocument", {"depth": -1, "pierce": True})["nodes"]:
        said = node.get("attributes", [])
        attributes = dict(zip(said[::2], said[1::2], strict=True))
        name = attributes.get("pseudo", "").split("media-controls-")[-1]
        if name in CONTROLS:
            try:
                quad = session.send("DOM.getBoxModel", {"nodeId": node["nodeId"]})["model"]["content"]
            except Error:
                continue  # not shown
            label = attributes.get("aria-label", "") if name == "text-track-list-item" else name
            found[label] = ((quad[0] + quad[4]) / 2, (quad[1] + quad[5]) / 2)
    session.detach()
    return found


@pytest.mark.parametrize("options", [{"kind": "modal"}, {"kind": "open", "target": "#new"}])
def test_a_video_is_played_by_mouse_and_by_keys_and_nothing_else_happens(
    page: Page, step_pages: str, options: dict[str, str]
) -> None:
    """Of all that is pressed in it the host hears nothing."""
    steps = Steps(page, step_pages, "?media")
    page.evaluate("""() => {
      window.heard = [];
      for (const kind of ["keydown", "keyup", "pointerdown", "mousedown", "pointerup", "click"])
        document.addEventListener(kind, ({ type, key }) => heard.push(`${type} ${key}`));
    }""")
    steps.show(media=VIDEO, **options)
    video = steps.card.locator("video")
    expect(video).to_be_visible()
    video.evaluate("(video) => { video.loop = true; }")
    steps.settle()

    def expect_that(holds: str) -> None:
        look = f"(video) => {holds}"
        poll(lambda: bool(video.evaluate(look)), f"not so: {holds}")

    def click(control: str) -> None:
        before = None

        def rests() -> bool:
            nonlocal before
            now, last = find_controls(page).get(control), before
            before = now
            return now is not None and now == last

        poll(rests, f"there is no {control}")
        page.mouse.click(*find_controls(page)[control])

    video.focus()
    page.keyboard.press("Space")
    expect_that("!video.paused && video.currentTime > 0")
    page.keyboard.press("Space")
    expect_that("video.paused")
    page.keyboard.press("Home")
    expect_that("video.currentTime === 0")
    page.keyboard.press("ArrowRight")
    expect_that("video.currentTime > 0")
    page.keyboard.press("ArrowDown")
    expect_that("video.volume < 1")
    # On through what the video consists of, and back.
    for key in ("Tab", "Tab", "Shift+Tab"):
        page.keyboard.press(key)
        expect_that("video.matches(':focus-within:not(:focus)')")
    page.keyboard.press("Enter")
    expect_that("!video.paused")

    click("play-button")
    expect_that("video.paused")
    page.keyboard.press("Home")
    click("timeline")
    expect_that("Math.abs(video.currentTime / video.duration - 0.5) < 0.1")
    click("overflow-button")
    click("toggle-closed-captions-button")
    click("Off")
    expect_that("video.textTracks[0].mode === 'disabled'")
    click("overflow-button")
    click("toggle-closed-captions-button")
    poll(lambda: "English" in find_controls(page), "the captions are not named")
    for key in ("Home", "ArrowDown", "ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect_that("video.textTracks[0].mode === 'showing'")

    assert page.evaluate("heard") == []
    assert steps.calls == []
    steps.card.get_by_role("button", name="Next").click()
    assert len(steps.calls) == 1
    steps.assert_clean()


@pytest.mark.parametrize("size", [(1280, 800), (360, 740), (320, 256)])
@pytest.mark.parametrize(
    "options", [{"kind": "modal"}, {"kind": "blocked", "target": "#new"}, {"kind": "banner", "edge": "bottom"}]
)
def test_it_fits_every_card(steps: Steps, page: Page, size: tuple[int, int], options: dict[str, str]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(SOURCE)
    steps.show(media=image("/media/1600x900.png"), **options)
    expect_drawn(steps, 840)
    steps.settle()
    page.screenshot(path=PICTURES / f"media-{options['kind']}-{size[0]}x{size[1]}.png")
    assert steps.is_in_window(".card")
    assert steps.card.evaluate("(card) => card.scrollWidth <= card.clientWidth")
    if "target" in options:
        assert not steps.covers(options["target"])
    found = page.evaluate("axe.run({ include: [['#ours']] }, { resultTypes: ['violations'] })")
    assert [fault["id"] for fault in found["violations"]] == []
