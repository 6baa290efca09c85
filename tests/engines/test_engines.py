"""What differs between engines if anything does: layers, focus, keys, geometry, addresses, storage, policies. In Firefox and in WebKit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.engines.visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.engines]

Open = Callable[..., Visit]

PAGE = """
<main><button id=one>New invoice</button> <label>Customer <input id=customer></label> <button id=save>Save</button></main>
<button id=after>After</button>
"""


def make_tour(*steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"kind": "tour", "id": "tour", "title": "The tour", "steps": list(steps), **more}


def spotlight(id_: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "target": {"css": f"#{id_}"}, "title": f"Step {id_}", "text": "Some **text**.", **more}


def test_a_tour_is_walked_to_its_end_and_does_not_come_again(visit: Open) -> None:
    here = visit(
        make_tour(
            spotlight("one", target={"role": "button", "name": "New invoice"}),
            spotlight("customer", target={"label": "Customer"}, advance={"on": "change"}),
            spotlight("save", advance={"on": "click"}),
            {"id": "end", "type": "modal", "title": "That is all", "text": "Bye."},
        ),
        {"/": PAGE},
    )
    here.expect_card("Step one")
    here.expect_ring_around("() => boxOf(document.querySelector('#one'))")
    here.click("Next")
    here.expect_card("Step customer")
    here.click_at("#customer")
    here.type("Ada")
    here.press("Tab")
    here.expect_card("Step save")
    here.expect_card_clear_of("#save")
    here.click_at("#save")
    here.expect_card("That is all")
    here.click("Done")
    here.expect_no_card()
    here.expect_reported("tour", started=1, completed=1)
    assert here.noise == []

    here.open()
    here.expect("() => handrail.why")
    assert not here.ask("async () => (await handrail.why('tour')).every(({ value }) => value !== false)")
    here.expect_no_card()


def test_it_is_declined_by_keys_alone_and_that_is_undone(visit: Open) -> None:
    here = visit(make_tour(spotlight("one")), {"/": PAGE})
    here.expect_card("Step one")
    here.tab_to("More options")
    here.press("Enter")
    here.tab_in_menu("Don't show this again")
    here.press("Enter")
    here.expect_no_card()
    here.expect_button("Undo")
    here.tab_to("Undo", most=20)
    here.press("Enter")
    here.expect_card("Step one")
    assert here.noise == []


def test_a_modal_step_keeps_the_focus_and_gives_it_back(visit: Open) -> None:
    tour = make_tour({"id": "hello", "type": "modal", "title": "Hello", "text": "Text."}, start={"on": "manual"})
    here = visit(tour, {"/": PAGE})
    here.click("New invoice")
    here.ask("() => document.querySelector('#one').focus()")
    here.expect("() => handrail.start && handrail.start('tour')")
    here.expect_card("Hello")
    here.expect_focus("Hello")
    seen = set()
    for _ in range(8):
        here.press("Tab")
        seen.add(here.ask("() => !!deepest().closest('.card')"))
    assert seen == {True}
    here.press("Escape")
    here.expect_no_card()
    here.expect_focus("one")
    assert here.noise == []


def test_a_ring_alone_leaves_the_page_usable_and_tab_goes_through_card_and_target(visit: Open) -> None:
    here = visit(make_tour(spotlight("save", advance={"on": "click"}), start={"on": "manual"}), {"/": PAGE})
    here.expect("() => handrail.start && handrail.start('tour')")
    here.expect_card("Step save")
    here.expect_focus("Step save")
    here.tab_to("Save")
    here.press("Tab")
    here.expect_focus("after")
    here.press("Shift+Tab")
    here.expect_focus("save")
    here.press("Enter")
    here.expect_no_card()
    here.expect_reported("tour", completed=1)
    assert here.noise == []


def test_a_target_in_a_modal_dialog_of_the_host(visit: Open) -> None:
    page = (
        PAGE
        + """
      <dialog id=dialog><label>Amount <input id=amount></label> <button id=pay>Pay</button></dialog>
      <script nonce=host>one.onclick = () => dialog.showModal()</script>
    """
    )
    here = visit(
        make_tour(spotlight("one", advance={"on": "click"}), spotlight("amount"), spotlight("pay")), {"/": page}
    )
    here.expect_card("Step one")
    here.click_at("#one")
    here.expect_card("Step amount")
    here.click("Next")
    here.expect_card("Step pay")
    here.tab_to("Done")
    here.press("Enter")
    here.expect_no_card()
    assert here.ask("() => dialog.open")
    assert here.noise == []


def test_targets_in_shadow_roots_and_frames_that_come_late(visit: Open) -> None:
    page = """
      <x-app></x-app> <iframe id=frame width=400 height=200></iframe>
      <script nonce=host>
        setTimeout(() => {
          const outer = document.querySelector("x-app").attachShadow({ mode: "open" });
          outer.append(document.createElement("x-inner"));
          const inner = outer.firstChild.attachShadow({ mode: "open" });
          inner.append(Object.assign(document.createElement("button"), { textContent: "Deep" }));
        }, 300);
        setTimeout(() => { frame.src = "/frame" }, 300);
      </script>
    """
    here = visit(
        make_tour(
            spotlight("deep", target={"role": "button", "name": "Deep"}),
            spotlight("framed", target={"test_id": "framed", "frame": [{"css": "#frame"}]}),
        ),
        {"/": page, "/frame": "<p>Text</p><button data-testid=framed>Framed</button>"},
    )
    here.expect_card("Step deep")
    here.expect_ring_around(
        "() => boxOf(document.querySelector('x-app').shadowRoot.firstChild.shadowRoot.querySelector('button'))"
    )
    here.click("Next")
    here.expect_card("Step framed")
    here.expect_ring_around(
        """() => {
          const frame = document.querySelector('#frame');
          const [a, b] = [boxOf(frame), boxOf(frame.contentDocument.querySelector('button'))];
          return { ...b, x: a.x + frame.clientLeft + b.x, y: a.y + frame.clientTop + b.y };
        }"""
    )
    assert here.noise == []


def test_a_target_deep_in_two_scrollers_is_brought_into_sight_and_followed(visit: Open) -> None:
    page = """
      <div id=outer><p class=tall></p><div id=inner><p class=tall></p><button id=deep>Deep</button><p class=tall></p></div></div>
      <script nonce=host>
        for (const box of [outer, inner]) Object.assign(box.style, { overflow: "auto", height: "300px", width: "500px" });
        for (const tall of document.querySelectorAll(".tall")) tall.style.height = "900px";
      </script>
    """
    here = visit(make_tour(spotlight("deep", advance={"on": "click"})), {"/": page})
    find = "() => boxOf(document.querySelector('#deep'))"
    here.expect_card("Step deep")
    here.expect("() => { const { y } = boxOf(deep); return y >= 0 && y < 300; }")
    here.expect_ring_around(find)
    here.ask("() => { inner.scrollBy(0, 40); }")
    here.expect_ring_around(find)
    assert here.noise == []


def test_a_route_of_a_single_page_app_is_noticed(visit: Open) -> None:
    page = (
        PAGE
        + """
      <a id=link href=/next>Go on</a>
      <script nonce=host>link.onclick = (event) => { event.preventDefault(); history.pushState({}, "", "/next"); }</script>
    """
    )
    tour = make_tour(
        spotlight("link", page="/", advance={"when": {"url": "/next"}}),
        spotlight("save", page="/next"),
        start={"when": {"url": "/"}},
    )
    here = visit(tour, {"/": page, "/next": page})
    here.expect_card("Step link")
    here.click_at("#link")
    here.expect_card("Step save")
    here.open("/next")
    here.expect_card("Step save")
    assert here.noise == []


def test_a_phone_shows_a_sheet_that_leaves_the_target_free(visit: Open) -> None:
    here = visit(make_tour(spotlight("save")), {"/": PAGE}, size=(500, 700))
    here.expect_card("Step save")
    here.expect_card_clear_of("#save")
    assert here.noise == []


def test_right_to_left(visit: Open) -> None:
    page = PAGE + '<script nonce=host>document.documentElement.dir = "rtl"</script>'
    here = visit(make_tour(spotlight("save", placement="bottom-start")), {"/": page})
    here.expect_card("Step save")
    here.expect_ring_around("() => boxOf(document.querySelector('#save'))")
    here.expect_card_clear_of("#save")
    assert here.noise == []
