"""Layers, pointers, keys, storage, streams and directions: the ways in which engines are most unlike each other."""

from __future__ import annotations

import json

import pytest

from tests.engines.test_engines import PAGE, Open, make_tour, spotlight
from tests.flows.contact.agent import Agent

pytestmark = [pytest.mark.browser, pytest.mark.engines]

BY_HAND = {"on": "manual"}


def test_a_popover_stays_open_while_the_card_beside_its_field_is_used(visit: Open) -> None:
    page = """
      <button id=one popovertarget=pop>Pay</button>
      <div id=pop popover><label>Amount <input id=amount></label> <button id=pay>Pay now</button></div>
    """
    tour = make_tour(
        spotlight("one", advance={"on": "click"}),
        spotlight("amount", interaction="open"),
        spotlight("pay", advance={"on": "click"}),
    )
    here = visit(tour, {"/": page})
    here.expect_card("Step one")
    here.click_at("#one")
    here.expect_card("Step amount")
    here.click("Next")
    here.expect_card("Step pay")
    assert here.ask("() => pop.matches(':popover-open')")
    here.tab_to("More options")
    here.press("Enter")
    here.expect_button("Don't show this again")
    here.press("Escape")
    here.expect_focus("More options")
    assert here.ask("() => pop.matches(':popover-open')")
    here.click_at("#pay")
    here.expect_no_card()
    assert here.noise == []


def test_what_is_dimmed_can_be_neither_pressed_nor_come_to(visit: Open) -> None:
    page = (
        PAGE
        + "<script nonce=host>window.pressed = 0; for (const it of [one, after]) it.onclick = () => pressed++;</script>"
    )
    here = visit(make_tour(spotlight("one"), start=BY_HAND), {"/": page})
    here.click("After")
    here.expect("() => handrail.start && handrail.start('tour')")
    here.expect_card("Step one")
    here.expect_focus("Step one")
    here.click_at("#one")
    here.click_at("#after")
    for _ in range(6):
        here.press("Tab")
        assert here.ask("() => !!deepest().closest('.card')")
    assert here.ask("() => pressed") == 1
    here.press("Escape")
    here.expect_no_card()
    here.click_at("#after")
    assert here.ask("() => pressed") == 2
    assert here.noise == []


def test_a_choice_and_a_key_move_it_on(visit: Open) -> None:
    page = "<select id=kind aria-label=Kind><option>Draft<option>Final</select> <input id=find aria-label=Find>"
    tour = make_tour(
        spotlight("kind", advance={"on": "change"}),
        spotlight("find", advance={"on": "key", "key": "Enter"}),
    )
    here = visit(tour, {"/": page})
    here.expect_card("Step kind")
    # Engines open a list of choices by different keys; a letter chooses in all. By keys it counts once it is left.
    here.ask("() => document.querySelector('#kind').focus()")
    here.press("F")
    here.expect("() => document.querySelector('#kind').value === 'Final'")
    here.press("Tab")
    here.expect_card("Step find")
    here.click_at("#find")
    here.type("wren")
    here.expect_card("Step find")
    here.press("Enter")
    here.expect_no_card()
    here.expect_reported("tour", completed=1)
    assert here.noise == []


def test_a_tooltip_opens_under_the_pointer_and_by_keys(visit: Open) -> None:
    here = visit(make_tour(spotlight("save", type="tooltip")), {"/": PAGE})
    here.expect("() => all('.beacon')[0]")
    here.hover(".beacon")
    here.expect_card("Step save")
    here.hover("#after")
    here.expect("() => !findCard('Step save')")
    here.tab_to("Step save", most=20)
    here.expect_card("Step save")
    here.press("Escape")
    here.expect("() => !findCard('Step save')")
    assert here.noise == []


def test_help_for_a_field_comes_with_the_focus_and_with_the_pointer(visit: Open) -> None:
    help_ = {
        "kind": "snippet",
        "id": "who",
        "title": "Who pays",
        "target": {"css": "#customer"},
        "text": "Whoever ordered.",
        "show": "focus",
    }
    here = visit(make_tour(spotlight("save"), start=BY_HAND), {"/": PAGE}, more={"who.json": json.dumps(help_)})
    # What opens it comes last.
    here.expect("() => performance.getEntriesByType('resource').some(({ name }) => /use.js$/.test(name))")
    seen = "() => all('.hint').some((one) => one.textContent.includes('Whoever ordered'))"
    here.click_at("#customer")
    here.expect(seen)
    here.type("Ada")
    assert here.ask("() => document.querySelector('#customer').value") == "Ada"
    here.press("Escape")
    here.expect(f"() => !({seen})()")
    here.expect_focus("customer")
    here.hover("#after")
    here.hover("#customer")
    here.expect(seen)
    assert here.noise == []


def test_a_target_that_does_not_come_is_done_without_and_reported(visit: Open) -> None:
    tour = make_tour(spotlight("gone", on_missing={"after": "1s", "do": "float"}), spotlight("save"))
    here = visit(tour, {"/": PAGE})
    here.expect_card("Step gone")
    assert here.ask("() => !all('.ring').length")
    here.click("Next")
    here.expect_card("Step save")
    here.expect_reported("tour", target_missing=1)
    assert here.noise == []


def test_without_storage_a_tour_is_walked_all_the_same(visit: Open) -> None:
    head = """<script nonce=host>
      const refuse = () => { throw new DOMException("No", "SecurityError"); };
      for (const name of ["localStorage", "sessionStorage", "indexedDB"]) Object.defineProperty(window, name, { get: refuse });
    </script>"""
    here = visit(make_tour(spotlight("one"), spotlight("save")), {"/": PAGE}, head=head)
    here.expect_card("Step one")
    here.click("Next")
    here.expect_card("Step save")
    here.click("Done")
    here.expect_no_card()
    here.expect_reported("tour", completed=1)
    assert here.noise == []


def test_the_team_is_written_to_and_its_answer_comes_by_itself(visit: Open) -> None:
    here = visit(make_tour(spotlight("save"), start=BY_HAND), {"/": PAGE}, about={"contact": {"expected": "2h"}})
    here.click("Help")
    here.click("Contact us")
    here.expect_heading("Contact us")
    here.expect("() => all('textarea')[0]")
    here.ask("() => all('textarea')[0].focus()")
    here.type("Where is it?")
    here.click("Send")
    here.expect("() => all('li').some((one) => /You, .*Where is it/.test(one.textContent))")
    agent = Agent(here.site)
    assert agent.texts() == ["Where is it?"]
    agent.say("On its way.")
    here.expect("() => all('li').some((one) => one.textContent.includes('On its way.'))")
    assert here.noise == []


def test_in_arabic_everything_stands_the_other_way_round(visit: Open) -> None:
    head = "<script nonce=host>Object.assign(document.documentElement, { lang: 'ar-EG', dir: 'rtl' })</script>"
    here = visit(
        make_tour(spotlight("one"), spotlight("save", placement="bottom-start")),
        {"/": PAGE},
        head=head,
        about={"locales": ["ar"]},
    )
    here.expect_card("Step one")
    here.click("التالي")
    here.expect_card("Step save")
    here.expect_ring_around("() => boxOf(document.querySelector('#save'))")
    here.expect_card_clear_of("#save")
    inside = "(one) => { const [a, b] = [boxOf(one), boxOf(all('.card')[0])]; return a.x + a.width / 2 < b.x + b.width / 2; }"
    assert here.ask(f"() => ({inside})(findButton('ليس الآن'))"), "the × stands where a line ends"
    here.click("تم")
    here.expect_no_card()
    assert here.noise == []
