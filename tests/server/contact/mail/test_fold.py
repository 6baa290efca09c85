"""What is left of a mail's text, by the clients that people use, in the five languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.contact.mail.fold import fold, unwrap

FOLDED = {
    "Gmail, English": (
        "It works now.\n\nThanks\n\nOn Thu, Feb 5, 2026 at 10:12 AM Acme <help@acme.example> wrote:\n\n> Try again.\n>\n> Agnes\n",
        "It works now.\n\nThanks",
    ),
    "Gmail, wrapped": (
        "Yes.\n\nOn Thu, Feb 5, 2026 at 10:12 AM Acme Invoices <reply+abc@reply.acme.example>\nwrote:\n\n> Try again.",
        "Yes.",
    ),
    "Gmail, Norwegian": (
        "Takk!\n\ntor. 5. feb. 2026 kl. 10:12 skrev Acme <help@acme.example>:\n\n> Prøv igjen.\n",
        "Takk!",
    ),
    "Apple, Norwegian": (
        "Takk!\n\n> Den 5. feb. 2026 kl. 10:12 skrev Acme <help@acme.example>:\n>\n> Prøv igjen.\n",
        "Takk!",
    ),
    "Gmail, German": (
        "Danke.\n\nAm Do., 5. Feb. 2026 um 10:12 Uhr schrieb Acme <help@acme.example>:\n\n> Noch einmal bitte.\n",
        "Danke.",
    ),
    "Thunderbird, German": ("Danke.\n\nAm 05.02.26 um 10:12 schrieb Acme:\n> Noch einmal bitte.\n", "Danke."),
    "Apple, German": ("Danke.\n\n> Am 05.02.2026 um 10:12 schrieb Acme <help@acme.example>:\n> \n> Bitte.\n", "Danke."),
    "Gmail, Arabic": (
        "شكرا لكم\n\n\u200fفي الخميس، 5 فبراير 2026 في 10:12 ص تمت كتابة ما يلي بواسطة \u200fAcme <\u200fhelp@acme.example>:\n\n> حاول مرة أخرى\n",
        "شكرا لكم",
    ),
    "Apple, Arabic": ("شكرا لكم\n\nفي ٥ فبراير ٢٠٢٦، كتب Acme:\n\n> حاول مرة أخرى\n", "شكرا لكم"),
    "Gmail, Japanese": (
        "ありがとうございます。\n\n2026年2月5日(木) 10:12 Acme <help@acme.example>:\n\n> もう一度お試しください。\n",
        "ありがとうございます。",
    ),
    "Apple, Japanese": (
        "解決しました。\n\n> 2026/02/05 10:12、Acme <help@acme.example>のメール:\n>\n> もう一度\n",
        "解決しました。",
    ),
    "Outlook, English": (
        "Fine now.\n\n________________________________\nFrom: Acme <help@acme.example>\nSent: Thursday, February 5, 2026 10:12 AM\nTo: Paula\nSubject: Re: #4\n\nTry again.\n",
        "Fine now.",
    ),
    "Outlook, German": (
        "Geht wieder.\n\nVon: Acme <help@acme.example>\nGesendet: Donnerstag, 5. Februar 2026 10:12\nAn: Paula\nBetreff: #4\n\nBitte.\n",
        "Geht wieder.",
    ),
    "Outlook, Norwegian": (
        "Det går fint.\n\nFra: Acme <help@acme.example>\nSendt: torsdag 5. februar 2026 10:12\nTil: Paula\nEmne: #4\n\nPrøv.\n",
        "Det går fint.",
    ),
    "Outlook, Arabic": (
        "تم الحل\n\nمن: Acme <help@acme.example>\nتم الإرسال: الخميس\nإلى: Paula\nالموضوع: #4\n\nنص\n",
        "تم الحل",
    ),
    "Outlook, Japanese": (
        "直りました。\n\n差出人: Acme <help@acme.example>\n送信日時: 2026年2月5日\n宛先: Paula\n件名: #4\n\n本文\n",
        "直りました。",
    ),
    "old Outlook": ("Fine.\n\n-----Original Message-----\nFrom: Acme\nTry again.\n", "Fine."),
    "old Outlook, German": ("Gut.\n\n-----Ursprüngliche Nachricht-----\nVon: Acme\nBitte.\n", "Gut."),
    "without quote marks": (
        "Fine.\n\nOn 5 Feb 2026, at 10:12, Acme <help@acme.example> wrote:\n\nTry again.\n",
        "Fine.",
    ),
    "a client of its own": ("Fine.\n\nhelp@acme.example (Acme), 2026-02-05:\n> Try again.\n", "Fine."),
    "the answer below": (
        "On Thu, Feb 5, 2026 at 10:12 AM Acme wrote:\n> Try again.\n\nI did, it works.\n",
        "I did, it works.",
    ),
    "answers in between": (
        "On Thu, Feb 5, 2026 at 10:12 AM Acme wrote:\n> Which browser?\nFirefox.\n> And since when?\nMonday.\n> Bye\n",
        "Firefox.\n> And since when?\nMonday.",
    ),
    "signature": ("It works.\n\n-- \nPaula Prosper\nProsper Ltd\n", "It works."),
    "telephone, English": ("It works.\n\nSent from my iPhone\n", "It works."),
    "telephone and quote": (
        "It works.\n\nSent from my iPhone\n\n> On 5 Feb 2026, at 10:12, Acme wrote:\n> \n> Hi\n",
        "It works.",
    ),
    "telephone, German": ("Geht.\n\nVon meinem iPhone gesendet\n", "Geht."),
    "telephone, Norwegian": ("Går bra.\n\nSendt fra min iPhone\n", "Går bra."),
    "telephone, Arabic": ("يعمل الآن\n\nأُرسلت من الـ iPhone\n", "يعمل الآن"),
    "telephone, Japanese": ("直りました\n\niPhoneから送信\n", "直りました"),
    "Outlook on a telephone": ("Fine.\n\nGet Outlook for Android\n", "Fine."),
    "Windows line ends": ("Fine.\r\n\r\nOn Thu, Feb 5, 2026 Acme wrote:\r\n> Hi\r\n", "Fine."),
}

KEPT = {
    "nothing but a quote": "> Which browser?\n> Firefox",
    "a colon of one's own": "Here is what I wrote:\n\nNothing happens when I click Save.",
    "a date of one's own": "On Monday I wrote: nothing works.\nSince then it got worse.",
    "from and to in a sentence": "From: the list I chose Customers.\nThen nothing.",
    "a list with dashes": "I tried:\n- one\n- two\n--flag did not help",
    "Norwegian, a colon": "Det er dette jeg skrev:\n\nIngenting skjer.",
    "sent from, in a sentence": "Sent from the form, it fails.\nWhy is that so, when everything else that I have ever sent from there went well?",
}


@pytest.mark.parametrize("name", FOLDED)
def test_what_a_client_adds_is_folded(name: str) -> None:
    text, left = FOLDED[name]
    assert fold(text) == left


@pytest.mark.parametrize("name", KEPT)
def test_what_people_write_stays(name: str) -> None:
    assert fold(KEPT[name]) == KEPT[name]


@given(st.text(alphabet=st.sampled_from("ab >:\n-@1")))
def test_something_is_left_of_anything(text: str) -> None:
    assert bool(fold(text).strip()) == bool(text.strip())


@given(st.text(alphabet="ab >\n", max_size=60))
def test_folding_again_changes_nothing_of_what_has_no_quotes(text: str) -> None:
    plain = text.replace(">", "")
    assert fold(fold(plain)) == fold(plain)


def test_flowed_lines_are_put_together() -> None:
    flowed = "This line \ngoes on \nhere.\n\n Indented\n> quoted \n> not joined\n-- \nPaula"
    assert (
        unwrap(flowed, delete_space=False) == "This line goes on here.\n\nIndented\n> quoted \n> not joined\n-- \nPaula"
    )
    assert unwrap("日本 \n語", delete_space=True) == "日本語"
