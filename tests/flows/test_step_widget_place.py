"""Where the card and the ring are: never over the target, always where it is now, and above all that the host has."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.flows.steps import Steps, poll

TARGETS = ["#begin", "#search", "#new", "#row-2", "#row-30", "#name", "#customer", "#save", "#last"]
SIZES = [(1280, 800), (800, 500), (360, 740), (320, 568), (320, 256)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ["open", "blocked"])
def test_the_card_never_covers_its_target(steps: Steps, page: Page, size: tuple[int, int], kind: str) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(reduced_motion="reduce")
    for target in TARGETS:
        steps.show(kind=kind, target=target, title=f"About {target}")
        steps.settle()
        assert not steps.covers(target), target
        assert steps.is_in_window(".card"), target
        assert steps.is_in_window(".ring"), target
        expect(page.locator(target)).to_be_in_viewport(ratio=0.9)
        assert steps.ring_fits(target), target


def test_a_target_in_the_middle_of_a_low_window_makes_room(steps: Steps, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    page.locator("#customer").evaluate("(field) => field.scrollIntoView({ block: 'center' })")
    steps.show(kind="open", target="#customer")
    steps.settle()
    assert not steps.covers("#customer")
    assert steps.is_in_window(".card")
    expect(page.locator("#customer")).to_be_in_viewport(ratio=0.9)


def test_the_target_is_still_seen_by_whoever_zooms_in(steps: Steps, page: Page) -> None:
    steps.show(kind="blocked", target="#save")
    steps.settle()
    page.set_viewport_size({"width": 320, "height": 256})
    expect(page.locator("#save")).to_be_in_viewport(ratio=0.9)
    steps.expect_ring_at("#save")
    poll(lambda: not steps.covers("#save"), "the card covers its target")


def test_long_words_and_a_title_of_400_characters_still_fit(steps: Steps, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"
    steps.show(kind="open", target="#customer", title=(long * 8)[:400], locale="de", buttons=["Back", long])
    steps.settle()
    assert not steps.covers("#customer")
    assert steps.is_in_window(".card")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert steps.card.evaluate("(card) => card.scrollWidth <= card.clientWidth")
    body = steps.card.locator(".body")
    expect(body).to_have_attribute("tabindex", "0")
    steps.card.get_by_role("button", name=long).click()
    assert steps.calls == [long]


@pytest.mark.parametrize("size", [(1280, 800), (360, 740)])
def test_a_target_larger_than_the_window_leaves_the_card_at_the_edge(
    steps: Steps, page: Page, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    steps.show(kind="open", target="#big")
    steps.settle()
    assert steps.is_in_window(".card")
    assert steps.is_in_window(".ring")


def test_card_and_ring_follow_scrollers_resizing_and_what_shifts(steps: Steps, page: Page) -> None:
    steps.show(kind="open", target="#row-3")
    steps.settle()
    page.locator("#list").evaluate("(list) => list.scrollBy(0, 20)")
    steps.expect_ring_at("#row-3")
    page.evaluate("scrollBy(0, 30)")
    steps.expect_ring_at("#row-3")
    page.evaluate(
        "document.querySelector('#start').before(Object.assign(document.createElement('p'), {textContent: 'New'}))"
    )
    steps.expect_ring_at("#row-3")
    page.set_viewport_size({"width": 900, "height": 700})
    steps.expect_ring_at("#row-3")
    page.locator("#row-3").evaluate("(row) => row.append(document.createElement('textarea'))")
    steps.expect_ring_at("#row-3")


def test_a_target_that_scrolls_away_leaves_the_card_in_the_corner_until_it_is_back(steps: Steps, page: Page) -> None:
    steps.show(kind="open", target="#row-3")
    steps.settle()
    page.locator("#list").evaluate("(list) => list.scrollTo(0, 900)")
    expect(steps.ring).to_be_hidden()
    expect(steps.card).to_have_attribute("data-at", "corner")
    page.locator("#list").evaluate("(list) => list.scrollTo(0, 0)")
    steps.expect_ring_at("#row-3")
    expect(steps.card).to_have_attribute("data-at", "beside")


def test_a_card_stays_where_it_is_while_its_target_is_replaced(steps: Steps, page: Page) -> None:
    """Whoever shows it says which is the new one, or that there is none."""
    steps.show(kind="open", target="#row-3")
    steps.settle()
    before = steps.card.bounding_box()
    page.locator("#row-3").evaluate("(row) => row.replaceWith(row.cloneNode(true))")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert steps.card.bounding_box() == before
    steps.show(kind="open", target="#row-3")
    steps.expect_ring_at("#row-3")
    assert steps.card.bounding_box() == before


def test_a_sticky_header_does_not_hide_the_target(steps: Steps, page: Page) -> None:
    page.evaluate("scrollTo(0, 900)")
    steps.show(kind="open", target="#name")
    steps.settle()
    assert page.locator("#name").evaluate(
        """(field) => {
          const { x, y, width, height } = field.getBoundingClientRect();
          return document.elementFromPoint(x + width / 2, y + height / 2) === field;
        }"""
    )


def test_the_ring_follows_the_corners_of_its_target(steps: Steps) -> None:
    steps.show(kind="open", target="#new")
    assert steps.ring.evaluate("(ring) => getComputedStyle(ring).borderRadius") == "16px"


@pytest.mark.parametrize("kind", ["open", "blocked"])
def test_it_is_above_a_modal_dialog_of_the_hosts(steps: Steps, page: Page, kind: str) -> None:
    page.evaluate("document.querySelector('#host-dialog').showModal()")
    steps.show(kind=kind, target="#email", under="#host-dialog")
    steps.settle()
    steps.card.get_by_role("button", name="Next").click()
    assert steps.calls == ["Next"]
    assert not steps.covers("#email")
    steps.end()
    assert page.locator("#host-dialog").evaluate("(dialog) => dialog.open")


def test_moved_into_the_dialog_it_is_shown_again(steps: Steps, page: Page) -> None:
    steps.show(kind="open", target="#email")
    page.evaluate(
        """() => {
          const dialog = document.querySelector("#host-dialog");
          dialog.showModal();
          dialog.append(document.querySelector("#ours"));
        }"""
    )
    steps.show(kind="open", target="#email")
    steps.settle()
    steps.card.get_by_role("button", name="Next").click()
    assert steps.calls == ["Next"]


def test_it_is_above_the_highest_z_index(steps: Steps, page: Page) -> None:
    page.evaluate(
        """() => {
          const wall = document.createElement("div");
          wall.id = "wall";
          Object.assign(wall.style, { position: "fixed", inset: "0", zIndex: "2147483647", background: "#eee" });
          document.body.append(wall);
        }"""
    )
    steps.show(kind="float")
    steps.settle()
    steps.card.get_by_role("button", name="Next").click()
    assert steps.calls == ["Next"]


def test_reduced_motion_means_none(steps: Steps, page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    steps.show(kind="open", target="#last")
    assert page.evaluate("steps.root.querySelector('.card').getAnimations({subtree: true}).length") == 0
    steps.expect_ring_at("#last")


def test_right_to_left(steps: Steps, page: Page) -> None:
    page.evaluate("document.documentElement.dir = 'rtl'")
    steps.show(kind="open", target="#new", locale="ar", title="ابدأ هنا", text=["كل فاتورة تبدأ من هنا."])
    steps.settle()
    card, button = steps.card.bounding_box(), page.locator("#new").bounding_box()
    assert card is not None
    assert button is not None
    assert abs(card["x"] + card["width"] - button["x"] - button["width"]) < 2  # bottom-start: both end at the right
    cross = steps.card.get_by_role("button", name="ليس الآن").bounding_box()
    assert cross is not None
    assert cross["x"] < card["x"] + 60
    steps.show(kind="float", locale="ar", title="ابدأ")
    steps.settle()
    card = steps.card.bounding_box()
    assert card is not None
    assert card["x"] < 40


def test_a_target_in_a_frame(steps: Steps, page: Page) -> None:
    page.evaluate(
        """() => {
          const frame = document.createElement("iframe");
          frame.id = "frame";
          frame.title = "Payment";
          document.querySelector("#fact").after(frame);
          const field = frame.contentDocument.createElement("input");
          field.id = "iban";
          field.setAttribute("aria-label", "IBAN");
          const space = frame.contentDocument.createElement("p");
          space.style.height = "400px";
          frame.contentDocument.body.append(space, field);
        }"""
    )
    steps.show(kind="open", target="#iban", frame="#frame")
    steps.settle()
    frame, ring = page.locator("#frame").bounding_box(), steps.ring.bounding_box()
    assert frame is not None
    assert ring is not None
    assert frame["x"] <= ring["x"] + 8
    assert frame["y"] <= ring["y"] + 8
    assert ring["y"] + ring["height"] <= frame["y"] + frame["height"] + 8
    card = steps.card.bounding_box()
    assert card is not None
    assert card["y"] >= ring["y"] + ring["height"] or card["y"] + card["height"] <= ring["y"]
    steps.card.get_by_role("button", name="Go to field").click()
    assert steps.focused == "iban"
    page.keyboard.press("Escape")
    assert steps.calls == ["not now"]
    page.keyboard.press("Shift+Tab")
    assert steps.focused == "Next"
    page.locator("#frame").evaluate("(frame) => frame.contentWindow.scrollTo(0, 0)")
    expect(steps.ring).to_be_hidden()


def test_a_frame_with_a_border_and_padding_that_is_scaled(steps: Steps, page: Page) -> None:
    page.evaluate(
        """() => {
          const frame = document.createElement("iframe");
          frame.id = "frame";
          for (const [name, value] of Object.entries({ border: "7px solid", padding: "11px 13px", scale: "0.8" }))
            frame.style.setProperty(name, value);
          document.querySelector("#fact").after(frame);
          const field = frame.contentDocument.createElement("input");
          field.id = "iban";
          frame.contentDocument.body.append(field);
        }"""
    )
    steps.show(kind="open", target="#iban", frame="#frame")
    steps.settle()
    field, ring = page.frame_locator("#frame").locator("#iban").bounding_box(), steps.ring.bounding_box()
    assert field is not None
    assert ring is not None
    assert ring["x"] == pytest.approx(field["x"] - 8, abs=1.5)
    assert ring["y"] == pytest.approx(field["y"] - 8, abs=1.5)


def test_a_scroller_that_snaps_shows_the_whole_target(steps: Steps, page: Page) -> None:
    page.evaluate(
        """() => {
          const scroller = document.createElement("div");
          const style = { display: "flex", width: "300px", overflow: "auto", "scroll-snap-type": "x mandatory" };
          for (const [name, value] of Object.entries(style)) scroller.style.setProperty(name, value);
          for (const id of ["left", "right"]) {
            const slide = document.createElement("div");
            slide.style.setProperty("flex", "0 0 300px");
            slide.style.setProperty("scroll-snap-align", "start");
            const button = document.createElement("button");
            button.id = id;
            button.textContent = id;
            slide.append(button);
            scroller.append(slide);
          }
          document.querySelector("#fact").after(scroller);
        }"""
    )
    steps.show(kind="open", target="#right")
    steps.settle()
    steps.expect_ring_at("#right")


def test_a_target_in_a_shadow_tree_with_a_scroller_of_its_own(steps: Steps, page: Page) -> None:
    page.evaluate(
        """() => {
          const element = document.createElement("div");
          element.id = "component";
          document.querySelector("#fact").after(element);
          const root = element.attachShadow({ mode: "open" });
          const scroller = document.createElement("div");
          Object.assign(scroller.style, { height: "120px", overflow: "auto" });
          const space = document.createElement("p");
          space.style.height = "500px";
          const field = document.createElement("input");
          field.id = "inner";
          scroller.append(space, field, space.cloneNode());
          root.append(scroller);
        }"""
    )
    steps.show(kind="open", target="#inner", shadow="#component")
    steps.settle()
    ring, component = steps.ring.bounding_box(), page.locator("#component").bounding_box()
    assert ring is not None
    assert component is not None
    assert component["y"] - 8 <= ring["y"] <= component["y"] + component["height"]
    page.keyboard.press("Tab")
    steps.card.get_by_role("button", name="Go to field").click()
    assert steps.focused == "inner"
    page.keyboard.press("Shift+Tab")
    assert steps.focused == "Next"
    page.locator("#component").evaluate("(element) => element.shadowRoot.firstChild.scrollTo(0, 0)")
    expect(steps.ring).to_be_hidden()
